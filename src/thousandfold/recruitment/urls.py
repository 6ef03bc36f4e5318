# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of recruiting: below a host, and three public ones behind unguessable words."""

from __future__ import annotations

from django.urls import path

from thousandfold.recruitment.views import calls, public

app_name = "recruitment"
ROOT = "h/<slug:host>/recruit/"
CALL = ROOT + "<uuid:call>/"
urlpatterns = [
    path("nominate/<str:link>/", public.Nominate.as_view(), name="nominate"),
    path("nomination/<str:key>/", public.NominatorPage.as_view(), name="nominator"),
    path("nomination/<str:key>/change/", public.NominatorChange.as_view(), name="nominator-change"),
    path("nominated/<str:key>/", public.NomineePage.as_view(), name="nominee"),
    path("nominated/<str:key>/change/", public.NomineeChange.as_view(), name="nominee-change"),
    path(ROOT, calls.CallList.as_view(), name="calls"),
    path(ROOT + "new/", calls.CallNew.as_view(), name="call-new"),
    path(CALL, calls.CallPage.as_view(), name="call"),
    path(CALL + "change/", calls.CallEdit.as_view(), name="call-edit"),
    path(CALL + "open/", calls.CallOpen.as_view(), name="call-open"),
    path(CALL + "close/", calls.CallClose.as_view(), name="call-close"),
    path(CALL + "invitation/", calls.CallInvitation.as_view(), name="call-invitation"),
]
