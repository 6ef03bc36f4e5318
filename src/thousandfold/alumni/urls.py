# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of alumni: lists below a host, own pages behind a personal link."""

from __future__ import annotations

from django.urls import include, path

from thousandfold.alumni.views import directory, own, steps

app_name = "alumni"
below_host = [
    path("alumni/", directory.AlumniList.as_view(), name="alumni"),
    path("alumni/finish/", directory.CohortFinish.as_view(), name="cohort-finish"),
    path("alumni/me/", directory.MyEntry.as_view(), name="me"),
    path("alumni/steps/", steps.StepList.as_view(), name="steps"),
    path("alumni/steps/look/", steps.StepsBring.as_view(), name="steps-bring"),
    path("alumni/steps/<uuid:pk>/", steps.StepClose.as_view(), name="step-close"),
    path("alumni/steps/<uuid:pk>/ask/", steps.StepAsk.as_view(), name="step-ask"),
]
urlpatterns = [
    path("alumni/own/<str:key>/", own.OwnPage.as_view(), name="own"),
    path("alumni/own/<str:key>/take-back/", own.OwnTakeBack.as_view(), name="own-take-back"),
    path("alumni/own/<str:key>/steps/<uuid:pk>/", own.OwnStep.as_view(), name="own-step"),
    path("h/<slug:host>/", include(below_host)),
]
