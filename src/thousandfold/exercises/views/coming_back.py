# SPDX-License-Identifier: AGPL-3.0-or-later
"""Waiting at the door, and going on with another phone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import PUBLIC
from thousandfold.base.refusals import wording
from thousandfold.base.views import FormPage
from thousandfold.exercises import codes, showing
from thousandfold.exercises.choices import PlaceState
from thousandfold.exercises.forms import WayBackForm
from thousandfold.exercises.usecases import coming_back
from thousandfold.exercises.views.at_the_place import (
    BringsIn,
    PlacePage,
    hold,
    next_token,
    token_of,
)
from thousandfold.exercises.views.joining import address_of
from thousandfold_core.errors import Refusal


class WaitingPage(PlacePage):
    """At the door: somebody will let you in."""

    template_name = "exercises/waiting.html"
    title = _("Wait a moment")
    while_waiting = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who was let in goes on."""
        if self.place.state == PlaceState.HERE:
            return HttpResponseRedirect(reverse("exercises:room"))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page renews itself when the door opens."""
        away = self.place.state == PlaceState.AWAY
        return super().get_context_data(live=showing.live_of(self.room), away=away, **kwargs)


class WayBackPage(PlacePage):
    """The code that brings this place to another phone; and letting this phone go."""

    template_name = "exercises/way_back.html"
    title = _("Go on with another phone")
    lead = _("A short code brings your place to another phone, or back to this one.")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show a new code once; or let go of this phone."""
        at = timezone.now()
        way = coming_back.make_way_back(viewer=self.viewer, place=self.place, at=at)
        leaving = request.POST.get("answer") == "leave"
        if leaving:
            coming_back.leave_phone(viewer=self.viewer, place=self.place, at=at)
        context = self.get_context_data(
            way=codes.shown(way), leaving=leaving, forget_drafts=leaving
        )
        response = self.render_to_response(context)
        if leaving:
            response.delete_cookie(settings.PLACE_COOKIE_NAME, samesite="Lax")
        return response


class ComeBackPage(BringsIn, FormPage):
    """Type a way-back code on the phone that goes on."""

    permission = PUBLIC
    template_name = "exercises/join.html"
    form_class = WayBackForm
    title = _("Come back to your place")
    lead = _("Type the way-back code that your other phone showed you.")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Bring the place here."""
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        token = next_token(request)
        try:
            coming_back.come_back(
                typed=form.cleaned_data["way_back"],
                token=token,
                address=address_of(request),
                at=timezone.now(),
                held=token_of(request),
            )
        except Refusal as refusal:
            form.add_error(None, wording(refusal))
            return self.show(form, status=422)
        return hold(request, HttpResponseRedirect(reverse("exercises:room")), token)
