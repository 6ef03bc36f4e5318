# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of the room: phones and wall without a host, desks below one."""

from __future__ import annotations

from django.urls import path

from thousandfold.exercises.views import (
    alone,
    coming_back,
    confirming,
    console,
    entering,
    hand,
    joining,
    live,
    mine,
    paper,
    phone,
    rooms,
    typing_in,
    wall,
)

app_name = "exercises"
ROOM = "h/<slug:host>/room/"
ONE = ROOM + "<uuid:cohort>/"
RUN = ONE + "runs/<uuid:run>/"
OWN = "room/mine/<uuid:run>/"
urlpatterns = [
    path("join/", joining.JoinPage.as_view(), name="join"),
    path("join/back/", coming_back.ComeBackPage.as_view(), name="come-back"),
    path("join/<str:code>/", joining.NamePage.as_view(), name="join-code"),
    path("room/", phone.RoomPage.as_view(), name="room"),
    path("room/waiting/", coming_back.WaitingPage.as_view(), name="waiting"),
    path("room/hand/", hand.HandPage.as_view(), name="hand"),
    path("room/way-back/", coming_back.WayBackPage.as_view(), name="way-back"),
    path("room/alone/<uuid:run>/", alone.AlonePage.as_view(), name="alone"),
    path("room/mine/", mine.MinePage.as_view(), name="mine"),
    path(f"{OWN}keepsake/", mine.KeepsakePage.as_view(), name="keepsake"),
    path(f"{OWN}keepsake.svg", mine.KeepsakeSvg.as_view(), name="keepsake-svg"),
    path(f"{OWN}keepsake.pdf", mine.KeepsakePdf.as_view(), name="keepsake-pdf"),
    path(f"{OWN}keepsake.txt", mine.KeepsakeWords.as_view(), name="keepsake-words"),
    path("room/member/<uuid:room>/", entering.MemberEntry.as_view(), name="member-entry"),
    path("room/with/<str:token>/", entering.LinkEntry.as_view(), name="by-link"),
    path("room/confirm/<str:token>/", confirming.ConfirmPage.as_view(), name="confirm"),
    path("screen/<str:token>/", wall.WallPage.as_view(), name="wall"),
    path("live/<str:token>/version", live.VersionPage.as_view(), name="version"),
    path(ROOM, rooms.RoomsPage.as_view(), name="rooms"),
    path(ONE, rooms.CohortRoomPage.as_view(), name="cohort-room"),
    path(f"{ONE}keep/", rooms.FurnishPage.as_view(), name="furnish"),
    path(RUN, console.ConsolePage.as_view(), name="run"),
    path(f"{RUN}move/", console.MovePage.as_view(), name="move"),
    path(f"{RUN}paper/", paper.PaperPlacesPage.as_view(), name="paper"),
    path(f"{RUN}sheets/", paper.SheetsPage.as_view(), name="sheets"),
    path(f"{RUN}paper/<uuid:place>/", typing_in.TypeInPage.as_view(), name="type-in"),
    path(f"{RUN}paper/<uuid:place>/proof/", typing_in.ProofPage.as_view(), name="proof"),
]
