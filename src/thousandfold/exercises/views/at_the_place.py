# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of somebody at the table: the phone's cookie says which place, and no account is needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from thousandfold.base import hooks
from thousandfold.base.doorway.middleware import stay_in
from thousandfold.base.doorway.viewer import viewer_at
from thousandfold.base.permissions import PUBLIC
from thousandfold.base.refusals import wording
from thousandfold.base.running.faults import as_room_allows
from thousandfold.base.scope import every_host
from thousandfold.base.views import Page
from thousandfold.exercises import codes, veiling
from thousandfold.exercises.choices import PlaceState
from thousandfold.exercises.models import Place, Room
from thousandfold.exercises.refused import KeptOnPhone
from thousandfold.exercises.usecases import phones
from thousandfold_core.errors import Refusal

KEPT_FOR = timedelta(days=120)
SEEN_EVERY = timedelta(minutes=1)


def token_of(request: HttpRequest) -> str:
    """The token this phone holds; a new one when it holds none."""
    return request.COOKIES.get(settings.PLACE_COOKIE_NAME, "") or codes.device_token()


def next_token(request: HttpRequest) -> str:
    """The token that this phone sits by once the form it sent has brought it in.

    A phone that holds none yet is known by the cookie that its forms go with.
    """
    held = request.COOKIES.get(settings.PLACE_COOKIE_NAME, "")
    known = held or request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    return codes.next_token(known, request.POST.get("once", ""))


def hold(request: HttpRequest, response: HttpResponse, token: str) -> HttpResponse:
    """Let the phone hold its token."""
    response.set_cookie(
        settings.PLACE_COOKIE_NAME,
        token,
        max_age=int(KEPT_FOR.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


class BringsIn(Page):
    """A page that brings a phone in, by a form: the phone holds a new token from then on."""

    @staticmethod
    def sent_again(request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """The same form again: if the answer to the first was lost, so was the new token."""
        token = next_token(request)
        return hold(request, response, token) if phones.sits(token) else response


def place_of(request: HttpRequest) -> Place | None:
    """The place this phone holds: where it last came in."""
    token = request.COOKIES.get(settings.PLACE_COOKIE_NAME, "")
    if not token:
        return None
    with every_host("a phone's token names its place, whose host is not known yet"):
        rows = Place.objects.filter(device=codes.digest(token, "device"))
        return rows.select_related("room__cohort", "host").order_by("-entered_at").first()


class PlacePage(Page):
    """A page of the place that this phone holds; without one it leads to the door."""

    permission = PUBLIC
    place: Place
    #: Whether somebody who still waits at the door may open the page.
    while_waiting = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the place, go inside its host, and look through its eyes."""
        found = place_of(request)
        if found is None:
            return HttpResponseRedirect(reverse("exercises:join"))
        self.place = found
        stay_in(request, found.host)
        viewer = viewer_at(request.viewer.account, found.host)  # type: ignore[attr-defined]
        request.viewer = replace(viewer, place=found.id)  # type: ignore[attr-defined]
        self._seen()
        if found.state in (PlaceState.WAITING, PlaceState.AWAY) and not self.while_waiting:
            return HttpResponseRedirect(reverse("exercises:waiting"))
        return super().dispatch(request, *args, **kwargs)

    @property
    def room(self) -> Room:
        """The room of the place."""
        return self.place.room

    @property
    def private(self) -> bool:
        """Whether the line is."""
        return veiling.is_private(self.request)

    @property
    def language(self) -> str:
        """The language of the moment."""
        return get_language() or "en"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What every page of the place shows."""
        return super().get_context_data(
            place=self.place,
            in_room=self.room,
            private=self.private,
            support=self.room.support_name,
            sends_as=codes.digest(str(self.place.pk), "sends")[:12],
            # Asked for only where a page shows it: most pages of a phone do not.
            elsewhere=lambda: hooks.all_from_the_table(self.request, self.room.cohort),
            **kwargs,
        )

    def refused(self, refusal: Refusal) -> HttpResponse:
        """Words that must not come over an open line are a 403 with its reason."""
        if isinstance(refusal, KeptOnPhone):
            context = {"said": wording(refusal), "back": self.request.get_full_path()}
            return render(self.request, "exercises/kept_on_phone.html", context, status=403)
        return super().refused(refusal)

    def _seen(self) -> None:
        at = timezone.now()
        if self.place.seen_at is None or at - self.place.seen_at > SEEN_EVERY:
            with as_room_allows():  # a full disk keeps nobody from looking
                Place.objects.filter(pk=self.place.pk).update(seen_at=at)


def as_uuid(text: str) -> UUID | None:
    """An id as a form posts it, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None
