# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading marks: everybody their own, and the others' only once they are open."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Q, QuerySet

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, may
from thousandfold.recruitment.choices import MarkKind
from thousandfold.recruitment.models import Call, Mark, Nomination, Reviewer
from thousandfold.recruitment.queries.calls import LIVE


@dataclass(frozen=True)
class Progress:
    """How far a reviewer is: ``done`` of ``total``, and the next nomination to read."""

    done: int
    total: int
    next: Nomination | None


def reviewer_for(viewer: Viewer, call: Call) -> Reviewer | None:
    """The viewer's seat on a committee."""
    if not may(viewer, Permission.NOMINATION_SCORE, call):
        return None
    return Reviewer.objects.filter(call=call, account=viewer.account, left_at=None).first()


def own_marks(viewer: Viewer, call: Call) -> dict[str, Mark]:
    """The viewer's marks by nomination id, without notes."""
    reviewer = reviewer_for(viewer, call)
    if reviewer is None:
        return {}
    return {str(one.nomination_id): one for one in reviewer.marks.defer("note")}


def own_mark(viewer: Viewer, nomination: Nomination) -> Mark | None:
    """The viewer's mark for one nominee, with its note."""
    reviewer = reviewer_for(viewer, nomination.call)
    return reviewer and Mark.objects.filter(nomination=nomination, reviewer=reviewer).first()


def progress_of(reviewer: Reviewer, after: Nomination | None = None) -> Progress:
    """How far a reviewer is. ``next`` is the next without a mark, after one if given.

    The order differs from reviewer to reviewer, so that nobody is always read last.
    """
    call = reviewer.call
    rows = Nomination.objects.filter(call=call, state__in=LIVE)
    done = set(reviewer.marks.values_list("nomination_id", flat=True))
    ids = sorted(rows.values_list("id", flat=True), key=lambda one: _turn(reviewer, one))
    waiting = [one for one in ids if one not in done]
    if after is not None and len(waiting) > 1:
        waiting = [one for one in waiting if one != after.id]
        here = _turn(reviewer, after.id)
        waiting.sort(key=lambda one: (_turn(reviewer, one) <= here, _turn(reviewer, one)))
    nearest = rows.defer("story").get(pk=waiting[0]) if waiting else None
    return Progress(len(ids) - len([one for one in ids if one not in done]), len(ids), nearest)


def _turn(reviewer: Reviewer, nomination_id: object) -> str:
    from hashlib import sha256

    return sha256(f"{reviewer.id} {nomination_id}".encode()).hexdigest()


def committee_for(viewer: Viewer, call: Call) -> QuerySet[Reviewer]:
    """The committee with each member's progress; never with their marks."""
    rows = Reviewer.objects.filter(call=call, left_at=None).select_related(
        "account", "organisation"
    )
    live = Q(marks__nomination__state__in=LIVE)
    rows = rows.annotate(done=Count("marks", filter=live))
    return rows if may(viewer, Permission.CALL_SEE, call) else rows.none()


def open_marks(viewer: Viewer, nomination: Nomination) -> QuerySet[Mark]:
    """Everybody's marks for one nominee, once marks are open; never the notes."""
    rows = Mark.objects.filter(nomination=nomination).select_related("reviewer__account")
    seen = nomination.call.marks_opened_at and may(viewer, Permission.NOMINATION_SEE, nomination)
    return rows.defer("note") if seen else rows.none()


def averages(call: Call) -> dict[str, Fraction]:
    """Exact average by nomination id. Whoever asks must have checked that marks are open."""
    rows = Mark.objects.filter(nomination__call=call, kind=MarkKind.SCORED)
    points: dict[str, list[Fraction]] = {}
    for nomination, given in rows.values_list("nomination_id", "points"):
        points.setdefault(str(nomination), []).append(Fraction(given))
    return {one: sum(given, Fraction(0)) / len(given) for one, given in points.items()}


def has_marks(call: Call) -> bool:
    """True when anybody has given a score."""
    return Mark.objects.filter(nomination__call=call, kind=MarkKind.SCORED).exists()
