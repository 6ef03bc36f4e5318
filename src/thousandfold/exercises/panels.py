# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the room shows on Today: who waits, what is open, what to do alone. Never words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thousandfold.base.choices import RoleKind
from thousandfold.base.hooks import Owed, brings_in, owes
from thousandfold.base.keeping.retention import CLOCKS, days_at
from thousandfold.exercises import links, queries
from thousandfold.exercises.models import Run
from thousandfold.exercises.playing import exercises
from thousandfold.recruitment.models import Cohort, Member

#: So long before words of a room are deleted, those whom it concerns are told.
AHEAD = timedelta(days=30)
SAID = next(one for one in CLOCKS if one.key == "said")


@brings_in
def _personal_link(member: Member) -> str:
    """For the member's card."""
    return links.link_for(member)


@owes
def _leading(request: Any) -> Iterator[Owed]:
    """Somebody waits at the door, or raised a quiet hand, in a room that the viewer leads."""
    for cohort in queries.cohorts_with_a_queue(request.viewer):
        address = reverse("exercises:cohort-room", args=[request.host.slug, cohort.id])
        yield Owed(_("Somebody waits at the door of %(room)s.") % {"room": cohort}, address)


@owes
def _alone(request: Any) -> Iterator[Owed]:
    """An exercise that is open to be done alone, for a member who signed in."""
    viewer = request.viewer
    cohorts = viewer.subjects(RoleKind.MEMBER)
    if not cohorts or viewer.account is None:
        return
    mine = Member.objects.filter(account=viewer.account, cohort__in=cohorts).values("cohort")
    at = timezone.now()
    rows = Run.objects.filter(room__cohort__in=mine, alone_opens_at__lte=at).select_related("room")
    for run in rows:
        if run.takes_alone(at) and run.exercise in exercises():
            title = exercises()[run.exercise].card.title.to(get_language() or "en")
            until = timezone.localdate(run.alone_closes_at) if run.alone_closes_at else None
            address = reverse("exercises:member-entry", args=[run.room_id])
            yield Owed(_("To do in your own time: %(title)s") % {"title": title}, address, until)


@owes
def _deleted_soon(request: Any) -> Iterator[Owed]:
    """Words of a finished cohort's room are deleted within a month: its people and who led it."""
    viewer = request.viewer
    mine = viewer.subjects(RoleKind.MEMBER) | viewer.subjects(RoleKind.FACILITATOR)
    if request.host.is_demo or viewer.account is None or not mine:
        return
    term = timedelta(days=days_at(request.host, SAID))
    now = timezone.now()
    rows = Cohort.objects.filter(pk__in=mine, finished_at__gt=now - term)
    for cohort in rows.filter(finished_at__lte=now - term + AHEAD):
        text = _("Take home what you want to keep: words of %(room)s are deleted for good.")
        address = reverse("base:keeping", args=[request.host.slug])
        day = request.host.day_at(cohort.finished_at + term)
        yield Owed(text % {"room": cohort}, address, day)
