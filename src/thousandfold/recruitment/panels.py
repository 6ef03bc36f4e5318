# SPDX-License-Identifier: AGPL-3.0-or-later
"""What recruiting shows on pages that join the stages: today, search, a cohort's path."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.choices import MessageState
from thousandfold.base.hooks import Found, News, Owed, PhaseState, finds, news, owes, phase
from thousandfold.base.keeping.holdables import may_be_held
from thousandfold.base.models import Message
from thousandfold.base.permissions import Permission, may
from thousandfold.recruitment.choices import CallState
from thousandfold.recruitment.models import Call, Cohort, Reviewer
from thousandfold.recruitment.phases import phases_of
from thousandfold.recruitment.queries.calls import LIVE, calls_for, with_counts
from thousandfold.recruitment.queries.marks import progress_of
from thousandfold.recruitment.queries.nominations import found_people
from thousandfold.recruitment.queries.replacing import free_places

#: How long something new is news.
NEWS_FOR = timedelta(days=7)
#: How many days before its last day a call is owed a look.
SOON = timedelta(days=7)


@owes
def _scores(request: Any) -> Iterable[Owed]:
    """Nominations that the viewer has not read yet."""
    rows = Reviewer.objects.filter(
        account=request.viewer.account,
        left_at=None,
        locked_at=None,
        call__marks_opened_at=None,
        call__state__in=(CallState.OPEN, CallState.CLOSED),
    )
    for reviewer in rows.select_related("call"):
        if not may(request.viewer, Permission.NOMINATION_SCORE, reviewer.call):
            continue
        progress = progress_of(reviewer)
        if progress.next:
            text = say("Read and score: %(call)s, %(done)s of %(total)s") % {
                "call": reviewer.call.title,
                "done": progress.done,
                "total": progress.total,
            }
            yield Owed(text, _url(request, "review", reviewer.call.pk))


@owes
def _calls(request: Any) -> Iterable[Owed]:
    """Drafts to open, calls about to close, calls that wait for a group."""
    if not may(request.viewer, Permission.CALL_CHANGE):
        return
    today = timezone.localdate()
    for call in with_counts(calls_for(request.viewer).exclude(state=CallState.DECIDED)):
        url = _url(request, "call", call.pk)
        if call.state == CallState.DRAFT:
            yield Owed(say("Open the call: %(call)s") % {"call": call.title}, url, call.opens_on)
        elif call.state == CallState.OPEN and call.closes_on <= today + SOON:
            text = say("The call closes: %(call)s, %(n)s nominated")
            yield Owed(text % {"call": call.title, "n": call.nominated}, url, call.closes_on)
        elif call.state == CallState.CLOSED and call.marks_opened_at:
            text = say("Choose the cohort: %(call)s") % {"call": call.title}
            yield Owed(text, _url(request, "compose", call.pk))


@owes
def _letters(request: Any) -> Iterable[Owed]:
    """Drafts of recruiting in the outbox."""
    if not may(request.viewer, Permission.OUTBOX_SEND):
        return
    drafts = Message.objects.filter(about__in=("nomination", "call"), state=MessageState.DRAFT)
    if count := drafts.count():
        text = say("Look at letters in the outbox and send them: %(n)s") % {"n": count}
        yield Owed(text, reverse("base:outbox", args=[request.host.slug]))


@owes
def _free(request: Any) -> Iterable[Owed]:
    """Places that were given back."""
    if not may(request.viewer, Permission.COHORT_CHANGE):
        return
    rows = Cohort.objects.filter(members__state="declined", finished_at=None).distinct()
    for cohort in rows.select_related("decision"):
        if free := free_places(cohort):
            text = say("A place is free: %(cohort)s (%(n)s)")
            url = reverse("recruitment:members", args=[request.host.slug, cohort.pk])
            yield Owed(text % {"cohort": cohort.title, "n": free}, url)


@news
def _nominated(request: Any) -> Iterable[News]:
    """New names on a call, for staff."""
    if not may(request.viewer, Permission.NOMINATION_CHANGE):
        return
    since = timezone.now() - NEWS_FOR
    for call in calls_for(request.viewer).filter(state=CallState.OPEN):
        fresh = call.nominations.filter(created_at__gte=since, state__in=LIVE)
        newest = fresh.order_by("-created_at").values_list("created_at", flat=True).first()
        if newest:
            text = say("%(n)s nominated this week: %(call)s")
            words = text % {"n": fresh.count(), "call": call.title}
            yield News(words, _url(request, "nominations", call.pk), newest)


@news
def _seated(request: Any) -> Iterable[News]:
    """Cohorts seated this week, for everybody who may see them."""
    since = timezone.now() - NEWS_FOR
    for cohort in Cohort.objects.filter(seated_at__gte=since):
        if may(request.viewer, Permission.COHORT_SEE, cohort):
            url = reverse("recruitment:members", args=[request.host.slug, cohort.pk])
            text = say("The cohort is seated: %(cohort)s") % {"cohort": cohort.title}
            yield News(text, url, cohort.seated_at)


@finds
def _people(request: Any, words: str) -> Iterable[Found]:
    """People nominated; for staff only."""
    return [
        Found(_("Nomination"), row.name, _url(request, "nomination", row.call_id, row.pk), row.call)
        for row in found_people(request.viewer, words.split())
    ]


@phase(10)
def _invite(request: Any, cohort: Any) -> Iterable[PhaseState]:
    return _phase(request, cohort, "invite")


@phase(20)
def _nominate(request: Any, cohort: Any) -> Iterable[PhaseState]:
    return _phase(request, cohort, "nominate")


@phase(30)
def _review(request: Any, cohort: Any) -> Iterable[PhaseState]:
    return _phase(request, cohort, "review")


@phase(40)
def _select(request: Any, cohort: Any) -> Iterable[PhaseState]:
    return _phase(request, cohort, "select")


def _phase(request: Any, cohort: Any, key: str) -> list[PhaseState]:
    """One phase of the cohort's call; a cohort without a call begins later."""
    if cohort.call is None:
        return []
    known = getattr(request, "recruitment_phases", None)
    if known is None or known[0] != cohort.pk:
        known = (cohort.pk, phases_of(request.viewer, cohort.call))
        request.recruitment_phases = known
    return [one for one in known[1] if one.key == key]


def _url(request: Any, name: str, *more: Any) -> str:
    return reverse(f"recruitment:{name}", args=[request.host.slug, *more])


@may_be_held(Cohort, _("Cohort"))
def _cohorts_to_hold(viewer: Any, words: str) -> Any:
    return _to_hold(viewer, Cohort.objects.filter(title__icontains=words).order_by("title", "id"))


@may_be_held(Call, _("Call"))
def _calls_to_hold(viewer: Any, words: str) -> Any:
    return _to_hold(viewer, Call.objects.filter(title__icontains=words).order_by("title", "id"))


def _to_hold(viewer: Any, rows: Any) -> Any:
    return rows if may(viewer, Permission.HOLD_PLACE) else rows.none()
