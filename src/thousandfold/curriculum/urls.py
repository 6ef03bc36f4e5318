# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of programmes, below a host."""

from __future__ import annotations

from django.urls import path

from thousandfold.curriculum.views import activities, programmes, sessions

app_name = "curriculum"
ROOT = "h/<slug:host>/train/programmes/"
ONE = ROOT + "<slug:programme>/"
urlpatterns = [
    path(ROOT, programmes.ProgrammesPage.as_view(), name="programmes"),
    path(ONE, programmes.ProgrammePage.as_view(), name="programme"),
    path(f"{ONE}sessions/<slug:session>/", sessions.SessionPage.as_view(), name="session"),
    path(
        f"{ONE}sessions/<slug:session>/print/",
        sessions.SessionPrint.as_view(),
        name="session-print",
    ),
    path(f"{ONE}activities/<slug:activity>/", activities.ActivityPage.as_view(), name="activity"),
    path(
        f"{ONE}activities/<slug:activity>/handouts/<slug:handout>/<slug:language>/",
        activities.HandoutPage.as_view(),
        name="handout",
    ),
]
