# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of sessions, below a host, and the calendar feed, which needs no sign-in."""

from __future__ import annotations

from django.urls import path

from thousandfold.training.views import agenda, attendance, calendars, days, paper, plans, train

app_name = "training"
ROOT = "h/<slug:host>/train/"
COHORT = ROOT + "cohorts/<uuid:cohort_id>/"
DAY = ROOT + "days/<uuid:day_id>/"
urlpatterns = [
    path(ROOT, train.TrainPage.as_view(), name="train"),
    path(COHORT, train.SessionsPage.as_view(), name="sessions"),
    path(COHORT + "plan/", plans.PlanPage.as_view(), name="session-plan"),
    path(COHORT + "plan/back/", plans.TakePlanBack.as_view(), name="session-unplan"),
    path(COHORT + "sessions.ics", calendars.CohortCalendar.as_view(), name="cohort-calendar"),
    path(DAY, days.DayPage.as_view(), name="day"),
    path(DAY + "change/", days.DayChange.as_view(), name="day-change"),
    path(DAY + "put-back/", days.DayPutBack.as_view(), name="day-put-back"),
    path(DAY + "agenda/", agenda.AgendaPage.as_view(), name="agenda"),
    path(DAY + "agenda/add/", agenda.SlotAdd.as_view(), name="slot-add"),
    path(DAY + "attendance/", attendance.AttendancePage.as_view(), name="attendance"),
    path(DAY + "print/", paper.DayPrint.as_view(), name="day-print"),
    path(DAY + "handouts/<slug:sheet_in>/", paper.DayHandouts.as_view(), name="day-handouts"),
    path(DAY + "day.ics", calendars.DayCalendar.as_view(), name="day-calendar"),
    path("calendar/<str:feed>.ics", calendars.Feed.as_view(), name="feed"),
]
