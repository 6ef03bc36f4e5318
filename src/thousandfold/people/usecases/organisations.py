# SPDX-License-Identifier: AGPL-3.0-or-later
"""Registering organisations and their membership in a coalition."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.doorway.editing import save_edited
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.people.models import Coalition, Membership, Organisation
from thousandfold_core.errors import Refusal


class OrganisationNameTaken(Refusal):
    """The host has an organisation of this name. Params: ``name``."""

    code = "organisation-name-taken"
    text = "{name} is already in your list of organisations."


class AlreadyAMember(Refusal):
    """An open membership exists. Params: ``name``."""

    code = "already-a-member"
    text = "{name} is a member of this coalition already."


class EndsBeforeItBegins(Refusal):
    """A time that ends before it began."""

    code = "ends-before-it-begins"
    text = "The end lies before the beginning. Check the two dates."


def register_organisation(
    *,
    viewer: Viewer,
    at: datetime,
    coalition: Coalition | None = None,
    since: date | None = None,
    **fields: Any,
) -> Organisation:
    """Register an organisation, as a member of a coalition when one is given.

    Raises:
        NotAllowed: unless the viewer may change coalitions.
        OrganisationNameTaken: when the host knows one of this name.
    """
    require(viewer, Permission.COALITION_CHANGE)
    if Organisation.objects.filter(name__iexact=fields["name"]).exists():
        raise OrganisationNameTaken(name=fields["name"])
    with transaction.atomic():
        made = Organisation.objects.create(host=viewer.host, **fields)
        trail.record(viewer, "registered", made, at)
        if coalition is not None:
            join_coalition(
                viewer=viewer,
                coalition=coalition,
                organisation=made,
                since=since or at.date(),
                at=at,
            )
    return made


def change_organisation(
    *, viewer: Viewer, organisation: Organisation, based_on: int, at: datetime, **changes: Any
) -> Organisation:
    """Change an organisation.

    Raises:
        NotAllowed: unless the viewer may change coalitions.
        OrganisationNameTaken: when another one has the new name.
        ChangedMeanwhile: when somebody else saved first.
    """
    require(viewer, Permission.COALITION_CHANGE)
    same = Organisation.objects.filter(name__iexact=changes["name"]).exclude(pk=organisation.pk)
    if same.exists():
        raise OrganisationNameTaken(name=changes["name"])
    with transaction.atomic():
        saved = save_edited(organisation, based_on, **changes)
        trail.record(viewer, "changed", saved, at)
    return saved  # type: ignore[return-value]


def join_coalition(
    *, viewer: Viewer, coalition: Coalition, organisation: Organisation, since: date, at: datetime
) -> Membership:
    """Let an organisation join.

    Raises:
        NotAllowed: unless the viewer may change coalitions.
        AlreadyAMember: when it is in.
    """
    require(viewer, Permission.COALITION_CHANGE)
    if coalition.memberships.filter(organisation=organisation, until=None).exists():
        raise AlreadyAMember(name=organisation.name)
    with transaction.atomic():
        made = Membership.objects.create(
            host=viewer.host, coalition=coalition, organisation=organisation, since=since
        )
        trail.record(viewer, "joined", made, at)
    return made


def leave_coalition(
    *, viewer: Viewer, membership: Membership, until: date, at: datetime
) -> Membership:
    """End a membership at a date; its past stays.

    Raises:
        NotAllowed: unless the viewer may change coalitions.
        EndsBeforeItBegins: when the date lies before the beginning.
    """
    require(viewer, Permission.COALITION_CHANGE)
    if until < membership.since:
        raise EndsBeforeItBegins
    with transaction.atomic():
        membership.until = until
        membership.save(update_fields=["until"])
        trail.record(viewer, "left", membership, at)
    return membership
