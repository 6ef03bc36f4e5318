# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of programmes, below a host."""

from __future__ import annotations

from django.urls import path

from thousandfold.curriculum.views import activities, programmes, sessions

app_name = "curriculum"
ROOT = "h/<slug:host>/train/programmes/"
ONE = ROOT + "<slug:programme_slug>/"
urlpatterns = [
    path(ROOT, programmes.ProgrammesPage.as_view(), name="programmes"),
    path(ONE, programmes.ProgrammePage.as_view(), name="programme"),
    path(f"{ONE}sessions/<slug:session_slug>/", sessions.SessionPage.as_view(), name="session"),
    path(
        f"{ONE}sessions/<slug:session_slug>/print/",
        sessions.SessionPrint.as_view(),
        name="session-print",
    ),
    path(
        f"{ONE}activities/<slug:activity_slug>/", activities.ActivityPage.as_view(), name="activity"
    ),
    path(
        f"{ONE}activities/<slug:activity_slug>/handouts/<slug:handout_slug>/<slug:sheet_in>/",
        activities.HandoutPage.as_view(),
        name="handout",
    ),
]
