# SPDX-License-Identifier: AGPL-3.0-or-later
"""The door: a code, a name, a wait; and the ways back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.middleware import stay_in
from thousandfold.base.permissions import PUBLIC
from thousandfold.base.refusals import wording
from thousandfold.base.views import FormPage
from thousandfold.exercises import codes
from thousandfold.exercises.choices import PlaceState
from thousandfold.exercises.forms import CardForm, CodeForm, NameForm
from thousandfold.exercises.models import Room
from thousandfold.exercises.usecases import joining
from thousandfold.exercises.views.at_the_place import BringsIn, hold, next_token, place_of, token_of
from thousandfold.exercises.views.entering import own_member
from thousandfold.recruitment.models import Member
from thousandfold_core.errors import Refusal


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: the connection itself, never what a header claims."""
    return request.META.get("REMOTE_ADDR", "")


class JoinPage(FormPage):
    """Type the code from the wall."""

    permission = PUBLIC
    template_name = "exercises/join.html"
    form_class = CodeForm
    title = _("Join the room")
    lead = _("Type the code you see on the wall or hear from the facilitator.")

    def save(self, form: CodeForm) -> str:
        """A code that opens leads to the name."""
        typed = form.cleaned_data["code"]
        room = joining.find_room(typed=typed, address=address_of(self.request), at=timezone.now())
        return reverse("exercises:join-code", args=[room.code])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A phone that has a place may go straight back to it."""
        return super().get_context_data(known=place_of(self.request), **kwargs)


class NamePage(BringsIn, FormPage):
    """Say a name, and come in."""

    permission = PUBLIC
    template_name = "exercises/name.html"
    form_class = NameForm
    title = _("What shall we call you?")

    @cached_property
    def room(self) -> Room:
        """The room that the code opens."""
        code = self.kwargs["code"]
        return joining.find_room(typed=code, address=address_of(self.request), at=timezone.now())

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A code that does not open leads back to where codes are typed."""
        try:
            stay_in(request, self.room_of(request))
        except Refusal as refusal:
            messages.error(request, wording(refusal))
            return HttpResponseRedirect(reverse("exercises:join"))
        return super().dispatch(request, *args, **kwargs)

    def room_of(self, request: HttpRequest) -> Any:
        """The host of the room."""
        return self.room.host

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A phone that sits in this room already goes on where it was."""
        place = place_of(request)
        if place is not None and place.room_id == self.room.id and place.state != PlaceState.AWAY:
            return HttpResponseRedirect(reverse("exercises:room"))
        # It holds its token before it sends its name: sent twice, it still takes one place.
        return hold(request, super().get(request, *args, **kwargs), token_of(request))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take a place; the phone holds its token from now on."""
        by_card = "card" in request.POST
        form = (CardForm if by_card else NameForm)(request.POST)
        if not form.is_valid():
            return self._wrong(form, by_card)
        held, token = token_of(request), next_token(request)
        try:
            place = joining.take_place(
                viewer=self.viewer,
                room=self.room,
                called=form.cleaned_data.get("called", ""),
                card=form.cleaned_data.get("card", ""),
                language=get_language() or settings.LANGUAGE_CODE,
                token=token,
                address=address_of(request),
                at=timezone.now(),
                held=held,
            )
        except Refusal as refusal:
            form.add_error(None, wording(refusal))
            return self._wrong(form, by_card)
        holds = token if place.device == codes.digest(token, "device") else held
        # Straight to where they wait, if they do: on a slow line each detour costs a second.
        page = "exercises:waiting" if place.state == PlaceState.WAITING else "exercises:room"
        return hold(request, HttpResponseRedirect(reverse(page)), holds)

    def _wrong(self, form: Any, by_card: bool) -> HttpResponse:
        if by_card:
            return self.show(NameForm(), status=422, card_form=form)
        return self.show(form, status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The room, and whether a signed-in member may come in as themselves."""
        kwargs.setdefault("card_form", CardForm())
        return super().get_context_data(
            in_room=self.room, private=self.request.is_secure(), member=self._member(), **kwargs
        )

    def _member(self) -> Member | None:
        return own_member(self.viewer.account, self.room)
