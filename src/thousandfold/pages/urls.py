# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of the pages that join the stages."""

from __future__ import annotations

from django.urls import path

from thousandfold.base.views.style import StyleGuide
from thousandfold.pages.views import about, cohorts, demo, first, health, today

app_name = "pages"
urlpatterns = [
    path("", first.FirstPage.as_view(), name="first"),
    path("set-up/", first.SetUpPage.as_view(), name="set-up"),
    path("demo/", demo.DemoDoor.as_view(), name="demo"),
    path("about/", about.AboutPage.as_view(), name="about"),
    path("privacy/", about.PrivacyPage.as_view(), name="privacy"),
    path("help/", about.HelpPage.as_view(), name="help"),
    path("about/style/", StyleGuide.as_view(), name="style"),
    path("healthz", health.Health.as_view(), name="health"),
    path("h/<slug:host>/", today.TodayPage.as_view(), name="today"),
    path("h/<slug:host>/search/", today.SearchPage.as_view(), name="search"),
    path("h/<slug:host>/cohorts/", cohorts.CohortList.as_view(), name="cohorts"),
    path("h/<slug:host>/cohorts/<uuid:pk>/", cohorts.CohortPage.as_view(), name="cohort"),
    path(
        "h/<slug:host>/cohorts/<uuid:pk>/facilitators/",
        cohorts.FacilitatorGive.as_view(),
        name="facilitator-give",
    ),
]
