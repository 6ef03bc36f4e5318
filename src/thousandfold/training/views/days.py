# SPDX-License-Identifier: AGPL-3.0-or-later
"""A day: what happens, where, what it needs; changing it; one step back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission
from thousandfold.base.views import EditPage
from thousandfold.curriculum import running
from thousandfold.curriculum.passages import language_name
from thousandfold.curriculum.queries import programme_or_none, said
from thousandfold.training import queries
from thousandfold.training.agenda import KEPT, end_of, timetable
from thousandfold.training.forms import DayForm
from thousandfold.training.usecases.days import PUT_BACK_HOURS, change_day, put_back
from thousandfold.training.views.of import OfDay


def undo_of(view: OfDay) -> dict[str, Any] | None:
    """What the undo note says, while the day's last change can be put back."""
    day = view.thing
    if not day.before_at or timezone.now() - day.before_at > timedelta(hours=PUT_BACK_HOURS):
        return None
    return {"at": day.before_at, "url": view.to("day-put-back", day.id)}


class DayPage(OfDay):
    """One day for everybody who comes, and what it needs for who leads it."""

    template_name = "training/day.html"
    lead = _("What happens, when and where.")

    def get_title(self) -> str:
        """Session and day."""
        return day_title(self.thing, self.language)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Agenda, place, what to bring and print, who comes."""
        day = self.thing
        package = programme_or_none(day.session.programme)
        lines = running.lines(timetable(day), package, self.language)
        activities = running.activities_on(lines)
        members = queries.members_on(self.viewer, day)
        marks = queries.marks_on(self.viewer, day)
        today = queries.local_day(self.request.host, timezone.now())  # type: ignore[attr-defined]
        return super().get_context_data(
            lines=lines,
            ends=end_of(day),
            package=package,
            other_text=bool(package) and package.digest != day.session.programme_digest,
            bring=running.to_bring(activities, self.language),
            sheets=running.to_print(activities, self.language),
            sheet_languages=[(each, language_name(each)) for each in package.languages]
            if package
            else [],
            expected=queries.expected_on(day),
            members=members,
            marked=len(marks),
            needs=queries.needs_on(self.viewer, members),
            has_begun=day.date <= today,
            undo=undo_of(self),
            **kwargs,
        )


def day_title(day: Any, language: str) -> str:
    """Session and day in a language: Roots: Arriving."""
    session, title = said(day.session.title, language), said(day.title, language)
    return f"{session}: {title}" if title else session


class DayChange(OfDay, EditPage):
    """Change a day's date, times and place."""

    permission = Permission.SESSION_CHANGE
    template_name = "base/form.html"
    form_class = DayForm
    fields = KEPT
    title = _("Change date, time or place")
    lead = _(
        "The agenda moves along by itself. Calendars that follow this cohort change within hours."
    )
    done = _("The day is changed. You can put it back for 24 hours.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The way back."""
        return super().get_context_data(cancel_url=self.day_url, **kwargs)

    def save(self, form: DayForm) -> str:
        """Change the day."""
        change_day(
            viewer=self.viewer,
            day=self.thing,
            based_on=self.based_on,
            at=timezone.now(),
            **form.cleaned_data,
        )
        return self.day_url


class DayPutBack(OfDay):
    """Undo the last change of a day."""

    permission = Permission.SESSION_CHANGE
    http_method_names = ["post"]

    def after_refusal(self) -> str:
        """Back to the day."""
        return self.day_url

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put it back."""
        put_back(viewer=self.viewer, day=self.thing, based_on=self.based_on, at=timezone.now())
        messages.success(request, say("The day is as it was before its last change."))
        to_agenda = request.POST.get("from") == "agenda"
        return HttpResponseRedirect(self.to("agenda", self.thing.id) if to_agenda else self.day_url)
