# SPDX-License-Identifier: AGPL-3.0-or-later
"""Principles: proposed in versions, adopted by members one by one."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.announcements import announce
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.people.models import Adoption, Coalition, Organisation, Principles
from thousandfold_core.errors import Refusal


class PrinciplesUnchanged(Refusal):
    """The text equals the newest version. Params: ``number``."""

    code = "principles-unchanged"
    text = "The text is the same as version {number}. Change something first."


class NotAMember(Refusal):
    """The organisation was no member at that date. Params: ``name``."""

    code = "not-a-member"
    text = "{name} is not a member of this coalition at that date."


class AlreadyAdopted(Refusal):
    """The organisation adopted this version. Params: ``name``."""

    code = "already-adopted"
    text = "{name} adopted this version already."


def propose_principles(
    *, viewer: Viewer, coalition: Coalition, text: str, at: datetime
) -> Principles:
    """Propose the next version; earlier versions and their adoptions stay.

    Raises:
        NotAllowed: unless the viewer may change coalitions.
        PrinciplesUnchanged: when nothing differs from the newest version.
    """
    require(viewer, Permission.COALITION_CHANGE)
    newest = coalition.principles.first()
    if newest and newest.text.strip() == text.strip():
        raise PrinciplesUnchanged(number=newest.number)
    with transaction.atomic():
        made = Principles.objects.create(
            host=viewer.host,
            coalition=coalition,
            text=text.strip(),
            proposed_at=at,
            number=newest.number + 1 if newest else 1,
        )
        trail.record(viewer, "proposed", made, at, number=made.number)
        announce("principles_proposed", principles=made.id)
    return made


def adopt_principles(
    *,
    viewer: Viewer,
    principles: Principles,
    organisation: Organisation,
    adopted_on: date,
    signer: str,
    at: datetime,
) -> Adoption:
    """Record that a member adopted a version, with its own date and signer.

    Raises:
        NotAllowed: unless the viewer may record adoptions.
        NotAMember: when it was no member at that date.
        AlreadyAdopted: when it adopted this version before.
    """
    require(viewer, Permission.PRINCIPLE_ADOPT)
    if not _was_member(principles.coalition, organisation, adopted_on):
        raise NotAMember(name=organisation.name)
    if principles.adoptions.filter(organisation=organisation).exists():
        raise AlreadyAdopted(name=organisation.name)
    with transaction.atomic():
        made = Adoption.objects.create(
            host=viewer.host,
            principles=principles,
            organisation=organisation,
            adopted_on=adopted_on,
            signer=signer,
        )
        trail.record(viewer, "adopted", made, at)
        announce("principles_adopted", adoption=made.id)
    return made


def _was_member(coalition: Coalition, organisation: Organisation, day: date) -> bool:
    from django.db.models import Q

    rows = coalition.memberships.filter(organisation=organisation, since__lte=day)
    return rows.filter(Q(until=None) | Q(until__gte=day)).exists()
