# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nominating by link, and what nominator and nominee can do with their own links."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.doorway.editing import save_edited
from thousandfold.base.doorway.viewer import NOBODY, Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.people.choices import Post
from thousandfold.people.usecases.persons import sort_name
from thousandfold.recruitment.choices import CallState, NominationSource, NominationState
from thousandfold.recruitment.models import Call, Nomination
from thousandfold.recruitment.notices import LABELS
from thousandfold.recruitment.queries.agreements import filled
from thousandfold.recruitment.rules import takes_nominations
from thousandfold.recruitment.usecases.agreeing import agree, agree_anew, disagree
from thousandfold.recruitment.usecases.letters import write_to_nominee
from thousandfold.recruitment.usecases.refusals import (
    AlreadyConfirmed,
    AlreadyWithdrawn,
    CallNotOpen,
    NameMissing,
    NominationClosed,
)

STORY = ("change", "communities", "why", "ready", "notes")


def nominate_by_link(
    *, call: Call, today: date, site: str, at: datetime, myself: bool = False, **fields: Any
) -> Nomination:
    """Put somebody forward through the public link; no account is needed.

    ``site`` is the address under which the nominee will reach us. The nominee's
    message becomes a draft in the outbox.

    Raises:
        CallNotOpen: when the call takes no nominations now.
        NameMissing: without a name.
    """
    if not takes_nominations(call, today):
        raise CallNotOpen
    source = NominationSource.SELF if myself else NominationSource.LINK
    state = NominationState.CONFIRMED if myself else NominationState.SENT
    with transaction.atomic():
        made = _make(call, source, at, state=state, **fields)
        trail.record(NOBODY, "nominated", made, at, source=source.value)
        if myself:
            agree(made, filled(made), at)
        else:
            write_to_nominee(made, site, at)
    return made


def nominate_person(
    *, viewer: Viewer, call: Call, site: str, at: datetime, **fields: Any
) -> Nomination:
    """Put somebody forward by hand, as staff.

    Raises:
        NotAllowed: unless the viewer may change nominations.
        CallDecided: once the cohort is seated.
        NameMissing: without a name.
    """
    require(viewer, Permission.NOMINATION_CHANGE, call)
    if call.state == CallState.DECIDED:
        raise NominationClosed
    with transaction.atomic():
        made = _make(call, NominationSource.STAFF, at, **fields)
        trail.record(viewer, "nominated", made, at, source="staff")
        write_to_nominee(made, site, at)
    return made


def change_nomination(
    *, viewer: Viewer, nomination: Nomination, based_on: int, at: datetime, **changes: Any
) -> Nomination:
    """Change a nomination as staff.

    Raises:
        NotAllowed: unless the viewer may change nominations.
        NominationClosed: when it was merged, or withdrawn.
        NameMissing: without a name.
        ChangedMeanwhile: when somebody else saved first.
    """
    require(viewer, Permission.NOMINATION_CHANGE, nomination)
    if nomination.state not in (NominationState.SENT, NominationState.CONFIRMED):
        raise NominationClosed
    return _save(viewer, nomination, based_on, "changed", at, changes)


def change_by_key(
    *, nomination: Nomination, based_on: int, by: str, at: datetime, **changes: Any
) -> Nomination:
    """Change a nomination with a personal link. ``by``: nominator or nominee.

    A nominator may change it until the nominee has answered; a nominee until the
    cohort is seated.

    Raises:
        NominationClosed: when it is too late.
        NameMissing, ChangedMeanwhile: as for staff.
    """
    states = {"nominator": (NominationState.SENT,)}.get(
        by, (NominationState.SENT, NominationState.CONFIRMED)
    )
    if nomination.state not in states or nomination.call.state == CallState.DECIDED:
        raise NominationClosed
    with transaction.atomic():
        before = filled(nomination)
        saved = _save(NOBODY, nomination, based_on, f"changed_by_{by}", at, changes)
        if by == "nominee":
            agree_anew(before, saved, at)
    return saved


def confirm_by_key(*, nomination: Nomination, at: datetime) -> Nomination:
    """The nominee says yes, with their own link.

    Raises:
        AlreadyConfirmed: when they said so before.
        NominationClosed: when it was withdrawn, merged, or the cohort is seated.
    """
    if nomination.state == NominationState.CONFIRMED:
        raise AlreadyConfirmed
    if nomination.state != NominationState.SENT or nomination.call.state == CallState.DECIDED:
        raise NominationClosed
    with transaction.atomic():
        agree(nomination, filled(nomination), at)
        return _turn(NOBODY, nomination, NominationState.CONFIRMED, "confirmed_by_nominee", at)


def withdraw_by_key(*, nomination: Nomination, by: str, at: datetime) -> Nomination:
    """Withdraw with a personal link; what was written about the person is deleted.

    A nominator can withdraw until the nominee has answered.

    Raises:
        AlreadyWithdrawn: when it was withdrawn before.
        NominationClosed: when it was merged or decided, or the nominee said yes.
    """
    if nomination.state == NominationState.WITHDRAWN:
        raise AlreadyWithdrawn
    answered = by == "nominator" and nomination.state == NominationState.CONFIRMED
    decided = nomination.call.state == CallState.DECIDED
    if nomination.state == NominationState.MERGED or answered or decided:
        raise NominationClosed
    with transaction.atomic():
        nomination.story = {}
        nomination.save(update_fields=["story"])
        if by == "nominee":
            disagree(nomination, LABELS, at)
        return _turn(NOBODY, nomination, NominationState.WITHDRAWN, f"withdrawn_by_{by}", at)


def _make(call: Call, source: NominationSource, at: datetime, **fields: Any) -> Nomination:
    return Nomination.objects.create(
        host=call.host, call=call, source=source, created_at=at, **_settled(fields)
    )


def _save(
    viewer: Viewer,
    nomination: Nomination,
    based_on: int,
    verb: str,
    at: datetime,
    changes: dict[str, Any],
) -> Nomination:
    with transaction.atomic():
        saved = save_edited(nomination, based_on, **_settled(changes, nomination.story))
        trail.record(viewer, verb, saved, at)
    return saved  # type: ignore[return-value]


def _turn(
    viewer: Viewer, nomination: Nomination, state: NominationState, verb: str, at: datetime
) -> Nomination:
    with transaction.atomic():
        saved = save_edited(nomination, nomination.version, state=state, answered_at=at)
        trail.record(viewer, verb, saved, at)
    return saved  # type: ignore[return-value]


def _settled(fields: dict[str, Any], story: dict[str, str] | None = None) -> dict[str, Any]:
    """Put what was written into the story; work out side and sort name."""
    found = {key: value for key, value in fields.items() if key not in STORY}
    if "name" in found:
        found["name"] = " ".join(found["name"].split())
        if not found["name"]:
            raise NameMissing
        found["sort_name"] = sort_name(found["name"])
    if found.get("post"):
        found["side"] = Post(found["post"]).side.value
    told = {**(story or {}), **{key: fields[key] for key in STORY if key in fields}}
    found["story"] = {key: value for key, value in told.items() if value}
    return found
