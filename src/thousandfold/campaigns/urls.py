# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of platforms and planks."""

from __future__ import annotations

from django.urls import include, path

from thousandfold.campaigns.views import deciding, phone, planks, platforms

app_name = "campaigns"
below_host = [
    path("platforms/", platforms.PlatformList.as_view(), name="platforms"),
    path("platforms/new/", platforms.PlatformNew.as_view(), name="platform-draft"),
    path("platforms/<uuid:pk>/", platforms.PlatformPage.as_view(), name="platform"),
    path("platforms/<uuid:pk>/change/", platforms.PlatformEdit.as_view(), name="platform-change"),
    path("platforms/<uuid:pk>/gather/", platforms.PlatformGather.as_view(), name="platform-gather"),
    path("platforms/<uuid:pk>/print/", platforms.PlatformPrint.as_view(), name="platform-print"),
    path("platforms/<uuid:pk>/approvals/", deciding.ApprovalsPage.as_view(), name="approvals"),
    path("platforms/<uuid:pk>/adopt/", deciding.AdoptPage.as_view(), name="platform-adopt"),
    path("platforms/<uuid:pk>/planks/new/", planks.PlankNew.as_view(), name="plank-add"),
    path("platforms/planks/<uuid:pk>/", planks.PlankPage.as_view(), name="plank"),
    path("platforms/planks/<uuid:pk>/words/", planks.PlankWords.as_view(), name="plank-word"),
    path("platforms/planks/<uuid:pk>/amend/", planks.PlankAmend.as_view(), name="plank-amend"),
    path(
        "platforms/planks/<uuid:pk>/carry-forward/", planks.PlankCarry.as_view(), name="plank-carry"
    ),
    path(
        "platforms/planks/<uuid:pk>/take-off/",
        planks.PlankWithdraw.as_view(),
        name="plank-withdraw",
    ),
    path("platforms/planks/<uuid:pk>/join/", planks.PlankMerge.as_view(), name="plank-merge"),
    path("platforms/planks/<uuid:pk>/move/", planks.PlankMove.as_view(), name="plank-move"),
    path(
        "platforms/planks/<uuid:pk>/bring-back/",
        planks.PlankBack.as_view(),
        name="plank-bring-back",
    ),
]
urlpatterns = [
    path("room/platform/", phone.PlatformAtThePlace.as_view(), name="at-the-place"),
    path("h/<slug:host>/", include(below_host)),
]
