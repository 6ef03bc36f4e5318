# SPDX-License-Identifier: AGPL-3.0-or-later
"""Attendance: big buttons, one a person and mark; works without script."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission
from thousandfold.training import queries
from thousandfold.training.choices import Mark
from thousandfold.training.usecases.attendance import clear_attendance, mark_attendance
from thousandfold.training.usecases.refusals import NotOfThisCohort
from thousandfold.training.views.days import day_title
from thousandfold.training.views.of import OfDay
from thousandfold_core.errors import Refusal

#: A tap older than this counts as this old: no page stays open longer.
LONGEST = timedelta(days=1)
#: More digits than any such number of milliseconds has.
LONG = 12


class AttendancePage(OfDay):
    """Who is here. Tap again to change; no reason is asked."""

    permission = Permission.ATTENDANCE_TAKE
    template_name = "training/attendance.html"
    title = _("Who is here")
    lead = _("Tap one answer for each person. You can change it. No reason is asked or kept.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each person with the mark that stands."""
        day = self.thing
        marks = queries.marks_on(self.viewer, day)
        members = queries.members_on(self.viewer, day)
        today = queries.local_day(self.request.host, timezone.now())  # type: ignore[attr-defined]
        return super().get_context_data(
            rows=[{"member": one, "mark": marks.get(one.id, "")} for one in members],
            choices=Mark.choices,
            marked=sum(one.id in marks for one in members),
            has_begun=day.date <= today,
            day_name=day_title(day, self.language),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Set one mark; the same again is the same. Leads back to that person's line.

        The page's script is told what stands now, which may be a newer mark than its own.
        """
        which, _colon, mark = request.POST.get("mark", "").partition(":")
        member = self._member(which)
        asked: dict[str, Any] = {
            "viewer": self.viewer,
            "day": self.thing,
            "member": member,
            "at": self._tapped_at,
            "just_now": not self._ago,
        }
        if mark in Mark.values:
            mark_attendance(mark=Mark(mark), **asked)
        elif mark == "none":
            clear_attendance(**asked)
        if self._sent_behind:
            stands = queries.marks_on(self.viewer, self.thing).get(member.id, "none")
            return HttpResponse(f"{member.id}:{stands}", content_type="text/plain")
        return HttpResponseRedirect(f"{request.path}#m-{member.id}")

    @property
    def _ago(self) -> timedelta:
        """How long ago it was tapped, told by a page that was cut off and brings it again."""
        told = self.request.POST.get("ago", "")
        if not (told.isascii() and told.isdecimal()):
            return timedelta(0)
        return LONGEST if len(told) >= LONG else min(timedelta(milliseconds=int(told)), LONGEST)

    @property
    def _tapped_at(self) -> datetime:
        """When it was tapped, never before the day itself.

        A phone whose clock was put right meanwhile reckons in years: its mark counts, and
        undoes no newer one.
        """
        now, day = timezone.now(), self.thing
        begins = datetime.combine(day.date, time.min, ZoneInfo(day.host.timezone))
        return max(now - self._ago, min(now, begins))

    @property
    def _sent_behind(self) -> bool:
        """Sent by the page's script, which shows the outcome itself."""
        return "X-Sent-Behind" in self.request.headers

    def refused(self, refusal: Refusal) -> HttpResponse:
        """The script learns that nothing was saved; without it the page says so."""
        return HttpResponse(status=409) if self._sent_behind else super().refused(refusal)

    def _member(self, which: str) -> Any:
        for one in queries.members_on(self.viewer, self.thing):
            if str(one.id) == which:
                return one
        raise NotOfThisCohort
