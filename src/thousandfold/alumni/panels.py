# SPDX-License-Identifier: AGPL-3.0-or-later
"""What alumni show on pages that join the stages: the path, a person, today, search."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.alumni import queries
from thousandfold.base import hooks
from thousandfold.base.choices import RoleKind
from thousandfold.people.usecases.persons import sort_name

FEW = 6
#: A step comes up this long before its day.
AHEAD = timedelta(days=3)


@hooks.phase(80)
def _alumni(request: Any, cohort: Any) -> Iterable[hooks.PhaseState]:
    counted = queries.entries_of_cohort(request.viewer, cohort)
    finished = cohort.finished_at is not None
    if counted is None:
        state = "done" if finished else "todo"
        yield hooks.PhaseState("alumni", _("Alumni"), state, "", _own(request, cohort))
        return
    if not finished:
        url = f"{_url(request, 'cohort-finish')}?cohort={cohort.pk}"
        yield hooks.PhaseState("alumni", _("Alumni"), "todo", "", url)
        return
    people, said = counted
    note = say("%(said)s of %(people)s said whether they are listed")
    words = note % {"said": said, "people": people}
    yield hooks.PhaseState("alumni", _("Alumni"), "done", words, _url(request, "alumni"))


@hooks.person_panel(80)
def _times(request: Any, person: Any) -> Any:
    entries = queries.entries_of_person(request.viewer, person)
    if not entries:
        return None
    own = request.viewer.account is not None and person.account_id == request.viewer.account.id
    return (_("Alumni"), "alumni/_person.html", {"entries": entries, "own": own})


@hooks.owes
def _steps(request: Any) -> Iterable[hooks.Owed]:
    for one in queries.steps_due(request.viewer, timezone.localdate() + AHEAD):
        text = say("Ask %(name)s about the step they took home")
        words = text % {"name": one.commitment.member.person.short}
        yield hooks.Owed(words, _url(request, "steps"), one.commitment.due_on)


@hooks.finds
def _listed(request: Any, words: str) -> Iterable[hooks.Found]:
    rows = queries.listed_for(request.viewer, timezone.localdate())
    here = Q(person__sort_name__contains=sort_name(words)) | Q(person__called__icontains=words)
    url = _url(request, "alumni")
    for one in rows.filter(here)[:FEW]:
        yield hooks.Found(_("Alumnus"), one.person.name, url, one.cohort.title)


def _own(request: Any, cohort: Any) -> str:
    """For a member of the cohort: the way to their own place among its alumni."""
    return _url(request, "me") if cohort.pk in request.viewer.subjects(RoleKind.MEMBER) else ""


def _url(request: Any, name: str, *more: Any) -> str:
    return reverse(f"alumni:{name}", args=[request.host.slug, *more])
