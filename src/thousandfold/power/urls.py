# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of governing bodies."""

from __future__ import annotations

from django.urls import include, path

from thousandfold.power.views import bodies

app_name = "power"
below_host = [
    path("bodies/", bodies.BodyList.as_view(), name="bodies"),
    path("bodies/<slug:key>/", bodies.BodyPage.as_view(), name="body"),
    path("bodies/<slug:key>/seats/new/", bodies.SittingNew.as_view(), name="sitting-new"),
    path(
        "bodies/<slug:key>/seats/<uuid:sitting>/end/",
        bodies.SittingEnd.as_view(),
        name="sitting-end",
    ),
]
urlpatterns = [path("h/<slug:host>/", include(below_host))]
