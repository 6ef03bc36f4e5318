# SPDX-License-Identifier: AGPL-3.0-or-later
"""The wall: read-only, by an address of its own; nothing that was not revealed."""

from __future__ import annotations

from typing import Any

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from thousandfold.base.doorway.middleware import stay_in
from thousandfold.base.permissions import PUBLIC
from thousandfold.base.scope import every_host
from thousandfold.base.site import reachable
from thousandfold.base.views import Page
from thousandfold.exercises import codes, links, queries, showing
from thousandfold.exercises.models import Room, Run
from thousandfold.exercises.playing import Sitting


class WallPage(Page):
    """What everybody in the room sees."""

    permission = PUBLIC
    template_name = "exercises/wall.html"

    def find(self) -> Room:
        """The room of the unguessable address.

        Raises:
            Http404: for any other.
        """
        with every_host("the wall's address names its room, whose host is not known yet"):
            rows = Room.objects.filter(screen_token=self.kwargs["token"])
            room = rows.select_related("host", "cohort").first()
        if room is None:
            raise Http404
        stay_in(self.request, room.host)
        return room

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the room first: everything else needs its host."""
        self.request = request
        self.kwargs = kwargs
        _found = self.thing
        return super().dispatch(request, *args, **kwargs)

    def get_title(self) -> Any:
        """The cohort meets here."""
        return self.thing.cohort.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The step's sentence, the clock, how many are ready, and what is revealed."""
        run = queries.live_run(self.thing)
        return super().get_context_data(**wall_of(self.request, self.thing, run), **kwargs)


def wall_of(request: HttpRequest, room: Room, run: Run | None) -> dict[str, Any]:
    """Everything the wall shows."""
    at = timezone.now()
    language = get_language() or "en"
    context: dict[str, Any] = {
        "room": {"name": room.cohort.title, "code": "", "join_words": ""},
        "live": showing.live_of(room, counting=True),
        "has_drawing": True,
    }
    if room.doors_are_open(at):
        context["room"]["code"] = codes.shown(room.code)
        context["qr"] = qr_of(links.join_address(request, room))
        context["join_address"] = reachable(request, reverse("exercises:join"))
    if run is None:
        return context
    sitting = Sitting(room)
    played = sitting.played(run)
    counted = queries.ready(sitting, run)
    return {
        **context,
        "run": run,
        "hidden": run.hidden,
        "clock": showing.clock_of(run, at, seconds=True),
        "ready": {"count": counted[0], "of": counted[1]} if counted else None,
        "screen": showing.screen_of(showing.wall_screen(played, language)),
    }


def qr_of(address: str) -> str:
    """A QR code as inline SVG."""
    drawn = segno.make(address, error="m").svg_inline(scale=8, omitsize=True, border=2)
    return mark_safe(drawn)  # noqa: S308
