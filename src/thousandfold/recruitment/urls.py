# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of recruiting: below a host, and three public ones behind unguessable words."""

from __future__ import annotations

from django.urls import path

from thousandfold.recruitment.views import (
    asking,
    asking_by_key,
    asking_for,
    balance,
    bulk,
    calls,
    committee,
    compose,
    imports,
    merging,
    nominations,
    public,
    seating,
    sign_in_cards,
)

app_name = "recruitment"
ROOT = "h/<slug:host>/recruit/"
CALL = ROOT + "<uuid:call>/"
ONE = CALL + "nominations/<uuid:pk>/"
DOOR = CALL + "import/<uuid:pk>/"
BATCH = CALL + "batches/<uuid:pk>/"
RUN = CALL + "compose/<uuid:pk>/"
SEAT = CALL + "committee/<uuid:pk>/"
COHORT = ROOT + "cohorts/<uuid:cohort>/members/"
urlpatterns = [
    path("nominate/<str:link>/", public.Nominate.as_view(), name="nominate"),
    path("nomination/<str:key>/", public.NominatorPage.as_view(), name="nominator"),
    path("nomination/<str:key>/change/", public.NominatorChange.as_view(), name="nominator-change"),
    path("nominated/<str:key>/", public.NomineePage.as_view(), name="nominee"),
    path("nominated/<str:key>/change/", public.NomineeChange.as_view(), name="nominee-change"),
    path("nominated/<str:key>/held/", asking_by_key.NomineeHeld.as_view(), name="nominee-held"),
    path("nominated/<str:key>/erase/", asking_by_key.NomineeErase.as_view(), name="nominee-erase"),
    path(
        "nominated/<str:key>/erase/sure/",
        asking_by_key.NomineeEraseForGood.as_view(),
        name="nominee-erase-sure",
    ),
    path("held/", asking.AskHeld.as_view(), name="held"),
    path("held/sent/", asking.HeldSent.as_view(), name="held-sent"),
    path("held/<str:token>/", asking.HeldByLink.as_view(), name="held-by-link"),
    path("held/<str:token>/<slug:who>/", asking.EraseByLink.as_view(), name="erase-by-link"),
    path(
        "held/<str:token>/<slug:who>/sure/",
        asking.EraseByLinkForGood.as_view(),
        name="erase-by-link-sure",
    ),
    path(ROOT, calls.CallList.as_view(), name="calls"),
    path(ROOT + "new/", calls.CallNew.as_view(), name="call-new"),
    path(CALL, calls.CallPage.as_view(), name="call"),
    path(CALL + "change/", calls.CallEdit.as_view(), name="call-edit"),
    path(CALL + "open/", calls.CallOpen.as_view(), name="call-open"),
    path(CALL + "close/", calls.CallClose.as_view(), name="call-close"),
    path(CALL + "invitation/", calls.CallInvitation.as_view(), name="call-invitation"),
    path(CALL + "nominations/", nominations.NominationList.as_view(), name="nominations"),
    path(CALL + "nominations/add/", nominations.NominationNew.as_view(), name="nomination-new"),
    path(ONE, nominations.NominationPage.as_view(), name="nomination"),
    path(ONE + "change/", nominations.NominationEdit.as_view(), name="nomination-edit"),
    path(ONE + "act/", nominations.NominationAct.as_view(), name="nomination-act"),
    path(ONE + "held/", asking_for.NominationHeld.as_view(), name="nomination-held"),
    path(ONE + "erase/", asking_for.NominationErase.as_view(), name="nomination-erase"),
    path(
        ONE + "erase/sure/",
        asking_for.NominationEraseForGood.as_view(),
        name="nomination-erase-sure",
    ),
    path(ONE + "score/", committee.ScorePage.as_view(), name="score"),
    path(CALL + "bulk/", bulk.BulkPage.as_view(), name="bulk"),
    path(CALL + "batches/", bulk.BatchList.as_view(), name="batches"),
    path(BATCH, bulk.BatchPage.as_view(), name="batch"),
    path(BATCH + "undo/", bulk.BatchUndo.as_view(), name="batch-undo"),
    path(BATCH + "problems.csv", bulk.BatchProblems.as_view(), name="batch-problems"),
    path(CALL + "duplicates/", merging.DuplicateList.as_view(), name="duplicates"),
    path(
        CALL + "duplicates/<uuid:first>/<uuid:second>/", merging.MergePage.as_view(), name="merge"
    ),
    path(CALL + "import/", imports.ImportList.as_view(), name="imports"),
    path(DOOR + "columns/", imports.MapPage.as_view(), name="import-map"),
    path(DOOR + "columns/preview/", imports.MapPreview.as_view(), name="import-preview"),
    path(DOOR, imports.LookPage.as_view(), name="import-look"),
    path(DOOR + "apply/", imports.ApplyImport.as_view(), name="import-apply"),
    path(DOOR + "forget/", imports.DiscardImport.as_view(), name="import-forget"),
    path(DOOR + "problems.csv", imports.ImportProblems.as_view(), name="import-problems"),
    path(CALL + "committee/", committee.CommitteePage.as_view(), name="committee"),
    path(CALL + "committee/open-marks/", committee.MarksOpen.as_view(), name="marks-open"),
    path(SEAT + "leave/", committee.CommitteeLeave.as_view(), name="committee-leave"),
    path(SEAT + "unlock/", committee.CommitteeUnlock.as_view(), name="committee-unlock"),
    path(CALL + "review/", committee.ReviewPage.as_view(), name="review"),
    path(CALL + "balance/", balance.BalancePage.as_view(), name="balance"),
    path(CALL + "balance/people/", balance.PeopleRules.as_view(), name="people-rules"),
    path(CALL + "balance/people/<int:place>/drop/", balance.RuleDrop.as_view(), name="rule-drop"),
    path(CALL + "compose/", compose.ComposePage.as_view(), name="compose"),
    path(RUN, compose.CompositionPage.as_view(), name="composition"),
    path(RUN + "why/<uuid:person>/", compose.WhyPage.as_view(), name="why"),
    path(RUN + "repair/<int:place>/", compose.RepairApply.as_view(), name="repair"),
    path(CALL + "seat/", seating.SeatPage.as_view(), name="seat"),
    path(COHORT, seating.MembersPage.as_view(), name="members"),
    path(COHORT + "cards/", seating.MemberCards.as_view(), name="cards"),
    path(COHORT + "sign-in-cards/", sign_in_cards.SignInCards.as_view(), name="sign-in-cards"),
    path(
        COHORT + "sign-in-cards/<uuid:pk>/make/",
        sign_in_cards.SignInCardMake.as_view(),
        name="sign-in-card-make",
    ),
    path(
        COHORT + "sign-in-cards/<uuid:pk>/back/",
        sign_in_cards.SignInCardBack.as_view(),
        name="sign-in-card-back",
    ),
    path(COHORT + "<uuid:pk>/decline/", seating.MemberDecline.as_view(), name="member-decline"),
    path(COHORT + "fill/<uuid:pk>/", seating.PlaceFill.as_view(), name="place-fill"),
]
