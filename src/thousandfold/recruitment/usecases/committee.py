# SPDX-License-Identifier: AGPL-3.0-or-later
"""The committee of a call: inviting, scoring, locking, opening the marks."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Role
from thousandfold.base.permissions import Permission, require
from thousandfold.base.signing_in.sessions import end_sessions_of
from thousandfold.base.usecases.hosts import account_for
from thousandfold.base.usecases.roles import RoleAlreadyGiven, open_role
from thousandfold.people.models import Organisation
from thousandfold.recruitment.choices import CallState, MarkKind, NominationState
from thousandfold.recruitment.models import Call, Mark, Nomination, Reviewer
from thousandfold.recruitment.usecases.letters import write_to_reviewer
from thousandfold.recruitment.usecases.refusals import (
    AlreadyOnCommittee,
    CallDecided,
    MarksAlreadyOpen,
    MarksLocked,
    NominationClosed,
    NotOnCommittee,
    PointsOutside,
)


def invite_to_committee(
    *,
    viewer: Viewer,
    call: Call,
    email: str,
    name: str,
    organisation: Organisation | None,
    site: str,
    at: datetime,
) -> Reviewer:
    """Invite somebody to read and score; the message is a draft in the outbox.

    Staff may do this although they give no other roles: it is limited to one call.

    Raises:
        NotAllowed: unless the viewer may change the call.
        CallDecided: once the cohort is seated.
        AlreadyOnCommittee: when the person sits there.
    """
    require(viewer, Permission.CALL_CHANGE, call)
    if call.state == CallState.DECIDED:
        raise CallDecided
    with transaction.atomic():
        account = account_for(email, name, call.host.language)
        try:
            open_role(
                viewer=viewer, account=account, kind=RoleKind.COMMITTEE, subject=call.id, at=at
            )
        except RoleAlreadyGiven:
            raise AlreadyOnCommittee(name=str(account)) from None
        reviewer, _ = Reviewer.objects.update_or_create(
            call=call,
            account=account,
            defaults={
                "host": call.host,
                "organisation": organisation,
                "invited_at": at,
                "left_at": None,
            },
        )
        trail.record(viewer, "invited", reviewer, at)
        write_to_reviewer(account, call, site, at)
    return reviewer


def leave_committee(*, viewer: Viewer, reviewer: Reviewer, at: datetime) -> Reviewer:
    """Take somebody off a committee. Their marks stay; they see nothing any more.

    Raises:
        NotAllowed: unless the viewer may change the call.
        NotOnCommittee: when they left before.
    """
    require(viewer, Permission.CALL_CHANGE, reviewer.call)
    if reviewer.left_at:
        raise NotOnCommittee
    with transaction.atomic():
        reviewer.left_at = at
        reviewer.save(update_fields=["left_at"])
        roles = Role.objects.filter(
            account=reviewer.account, kind=RoleKind.COMMITTEE, subject=reviewer.call_id
        )
        roles.filter(ended_at=None).update(ended_at=at)
        end_sessions_of(reviewer.account_id)
        trail.record(viewer, "took_off", reviewer, at)
    return reviewer


def mark_nominee(
    *,
    viewer: Viewer,
    nomination: Nomination,
    kind: MarkKind,
    points: Decimal | None,
    note: str,
    at: datetime,
) -> Mark:
    """Score a nominee from 0 to 10 in half points, abstain, or declare a conflict.

    Raises:
        NotAllowed: unless the viewer is on the committee of this call.
        NotOnCommittee: when they have left it.
        MarksLocked: once they locked their marks, or marks are open.
        NominationClosed: for a withdrawn or merged nomination.
        PointsOutside: for anything but half points from 0 to 10.
    """
    require(viewer, Permission.NOMINATION_SCORE, nomination)
    reviewer = _seat(viewer, nomination.call)
    if reviewer.locked_at or nomination.call.marks_opened_at:
        raise MarksLocked
    if nomination.state not in (NominationState.SENT, NominationState.CONFIRMED):
        raise NominationClosed
    points = points if kind == MarkKind.SCORED else None
    if kind == MarkKind.SCORED and (points is None or not _is_half_point(points)):
        raise PointsOutside
    with transaction.atomic():
        mark = Mark.objects.filter(nomination=nomination, reviewer=reviewer).first()
        mark = mark or Mark(host=nomination.host, nomination=nomination, reviewer=reviewer)
        mark.kind, mark.points, mark.note, mark.marked_at = kind, points, note.strip(), at
        mark.save()
        trail.record(viewer, "marked", mark, at, kind=kind.value)
    return mark


def lock_marks(*, viewer: Viewer, call: Call, at: datetime) -> Reviewer:
    """Lock one's own marks. When the last one locks, the marks open by themselves.

    Raises:
        NotAllowed: unless the viewer is on the committee.
        NotOnCommittee: when they have left it.
        MarksLocked: when they were locked before.
    """
    require(viewer, Permission.NOMINATION_SCORE, call)
    reviewer = _seat(viewer, call)
    if reviewer.locked_at:
        raise MarksLocked
    with transaction.atomic():
        reviewer.locked_at = at
        reviewer.save(update_fields=["locked_at"])
        trail.record(viewer, "locked", reviewer, at)
        waiting = call.reviewers.filter(left_at=None, locked_at=None)
        if not waiting.exists():
            _open(viewer, call, at, "marks_opened_when_all_locked")
    return reviewer


def unlock_marks(*, viewer: Viewer, reviewer: Reviewer, at: datetime) -> Reviewer:
    """Let a committee member change their marks again, as staff, before marks are open.

    Raises:
        NotAllowed: unless the viewer may change the call.
        MarksAlreadyOpen: when everybody can see them already.
    """
    require(viewer, Permission.CALL_CHANGE, reviewer.call)
    if reviewer.call.marks_opened_at:
        raise MarksAlreadyOpen
    with transaction.atomic():
        reviewer.locked_at = None
        reviewer.save(update_fields=["locked_at"])
        trail.record(viewer, "unlocked", reviewer, at)
    return reviewer


def open_marks(*, viewer: Viewer, call: Call, at: datetime) -> Call:
    """Open the marks for staff and committee, as staff, although not all have locked.

    Raises:
        NotAllowed: unless the viewer may change the call.
        MarksAlreadyOpen: when they are open.
    """
    require(viewer, Permission.CALL_CHANGE, call)
    if call.marks_opened_at:
        raise MarksAlreadyOpen
    with transaction.atomic():
        _open(viewer, call, at, "marks_opened_by_staff")
    return call


def _open(viewer: Viewer, call: Call, at: datetime, verb: str) -> None:
    call.marks_opened_at = at
    call.save(update_fields=["marks_opened_at"])
    trail.record(viewer, verb, call, at)


def _seat(viewer: Viewer, call: Call) -> Reviewer:
    found = Reviewer.objects.filter(call=call, account=viewer.account, left_at=None).first()
    if found is None:
        raise NotOnCommittee
    return found


def _is_half_point(points: Decimal) -> bool:
    return 0 <= points <= 10 and points * 2 == int(points * 2)
