# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looking at the pages as somebody else sees them: begun with a reason, over within minutes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer, viewer_at
from thousandfold.base.models import Account, Role, Viewing
from thousandfold.base.permissions import Permission, require
from thousandfold.base.scope import inside
from thousandfold_core.errors import Refusal

FOR = timedelta(minutes=15)


class LookReasonMissing(Refusal):
    """Nobody looks through another's eyes without saying why."""

    code = "look-reason-missing"
    text = "Say why you look. The person can read it."


class NobodyToLookAs(Refusal):
    """The person or the role is not here, or is an administrator's."""

    code = "nobody-to-look-as"
    text = "Choose a person or a role of this host. Nobody looks as an administrator."


def begin_viewing(
    *,
    viewer: Viewer,
    of: Account | None,
    kind: RoleKind | None,
    subject: UUID | None,
    reason: str,
    at: datetime,
) -> Viewing:
    """Begin to look as a person, or as anybody with a role; for a quarter of an hour.

    Raises:
        NotAllowed: unless the viewer may.
        LookReasonMissing: without a reason.
        NobodyToLookAs: when nobody here has such a role.
    """
    require(viewer, Permission.HOST_LOOK_AS)
    if not reason.strip():
        raise LookReasonMissing
    roles = Role.objects.filter(ended_at=None).exclude(kind=RoleKind.ADMINISTRATOR)
    fitting = roles.filter(account=of) if of else roles.filter(kind=kind, subject=subject)
    if viewer.account is None or viewer.account == of or not fitting.exists():
        raise NobodyToLookAs
    with transaction.atomic():
        viewing = Viewing.objects.create(
            host=viewer.host,
            by=viewer.account,
            of=of,
            kind="" if of or kind is None else kind.value,
            subject=None if of else subject,
            reason=reason.strip()[:200],
            began_at=at,
            until=at + FOR,
        )
        trail.record(viewer, "looked_as", viewing, at, kind=viewing.kind)
    return viewing


def end_viewing(*, viewer: Viewer, viewing: Viewing, at: datetime) -> None:
    """Stop looking. Whoever began it may, always."""
    if viewing.ended_at is None and viewing.by == viewer.account:
        with transaction.atomic(), inside(viewing.host):
            viewing.ended_at = at
            viewing.save(update_fields=["ended_at"])
            trail.record(replace(viewer, host=viewing.host), "stopped_looking", viewing, at)


def eyes_of(viewing: Viewing) -> Viewer:
    """The viewer whose eyes are borrowed: never an administrator's, and marked as borrowed.

    Worked out anew on every request, as any viewer is: a role that ended is gone here too.
    """
    if viewing.of is not None:
        found = viewer_at(viewing.of, viewing.host)
        roles = frozenset(one for one in found.roles if one[0] != RoleKind.ADMINISTRATOR)
    else:
        found = Viewer(account=viewing.by, host=viewing.host)
        roles = frozenset({(viewing.kind, viewing.subject)})
    return replace(found, roles=roles, second_factor=True, lent_to=viewing.by_id)
