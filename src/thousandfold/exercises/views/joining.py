# SPDX-License-Identifier: AGPL-3.0-or-later
"""The door: a code, a name, a wait; and the ways back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thousandfold.base.middleware import stay_in
from thousandfold.base.permissions import PUBLIC
from thousandfold.base.refusals import wording
from thousandfold.base.scope import every_host
from thousandfold.base.views import FormPage, Page
from thousandfold.exercises import codes, links, showing
from thousandfold.exercises.choices import PlaceState
from thousandfold.exercises.forms import CardForm, CodeForm, NameForm, WayBackForm
from thousandfold.exercises.models import Room
from thousandfold.exercises.usecases import joining
from thousandfold.exercises.views.at_the_place import PlacePage, hold, place_of, token_of
from thousandfold.recruitment.choices import MemberState
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


class NamePage(FormPage):
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
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take a place; the phone holds its token from now on."""
        by_card = "card" in request.POST
        form = (CardForm if by_card else NameForm)(request.POST)
        if not form.is_valid():
            return self._wrong(form, by_card)
        token = token_of(request)
        try:
            joining.take_place(
                viewer=self.viewer,
                room=self.room,
                called=form.cleaned_data.get("called", ""),
                card=form.cleaned_data.get("card", ""),
                language=get_language() or settings.LANGUAGE_CODE,
                token=token,
                address=address_of(request),
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, wording(refusal))
            return self._wrong(form, by_card)
        return hold(request, HttpResponseRedirect(reverse("exercises:room")), token)

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


def own_member(account: Any, room: Room) -> Member | None:
    """The signed-in person's membership of the room's cohort."""
    if account is None:
        return None
    rows = Member.objects.filter(cohort=room.cohort_id, account=account, state=MemberState.SEATED)
    return rows.select_related("person").first()


class MemberEntry(Page):
    """A signed-in member comes in as themselves: by the open doors, or to work alone."""

    permission = "signed-in"
    template_name = "exercises/enter.html"
    title = _("Your room")
    lead = _("You come in as a member of the cohort.")

    def find(self) -> Room:
        """The member's room.

        Raises:
            Http404: for anybody who is not a member of its cohort.
        """
        with every_host("the address names the room, whose host is not known yet"):
            room = Room.objects.filter(pk=self.kwargs["room"]).select_related("host").first()
        if room is None:
            raise Http404
        stay_in(self.request, room.host)
        if own_member(self.viewer.account, room) is None:
            raise Http404
        return room

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Come in."""
        member = own_member(self.viewer.account, self.thing)
        if member is None:
            raise Http404
        return enter_as(request, self.thing, member)


class LinkEntry(Page):
    """A personal link from an invitation or a calendar. Opening it changes nothing yet."""

    permission = PUBLIC
    template_name = "exercises/enter.html"
    title = _("Your room")
    lead = _("This link is yours alone: it brings you in as yourself.")

    def find(self) -> Member:
        """The member that the link names.

        Raises:
            Http404: for a link that is not ours, or of somebody who left.
        """
        pk = links.member_of(self.kwargs["token"])
        with every_host("a signed link names the member, whose host is not known yet"):
            rows = Member.objects.filter(pk=pk, state=MemberState.SEATED)
            member = rows.select_related("host", "person", "cohort").first()
        if member is None:
            raise Http404
        stay_in(self.request, member.host)
        return member

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Come in."""
        room = Room.objects.filter(cohort=self.thing.cohort_id).select_related("host").first()
        if room is None:
            raise Http404
        return enter_as(request, room, self.thing)


def enter_as(request: HttpRequest, room: Room, member: Member) -> HttpResponse:
    """Bring a member's place to this phone."""
    token = token_of(request)
    joining.come_in_as_member(
        viewer=request.viewer,  # type: ignore[attr-defined]
        room=room,
        member=member,
        token=token,
        language=get_language() or settings.LANGUAGE_CODE,
        at=timezone.now(),
    )
    return hold(request, HttpResponseRedirect(reverse("exercises:room")), token)


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
        way = joining.make_way_back(viewer=self.viewer, place=self.place, at=at)
        leaving = request.POST.get("answer") == "leave"
        if leaving:
            joining.leave_phone(viewer=self.viewer, place=self.place, at=at)
        context = self.get_context_data(
            way=codes.shown(way), leaving=leaving, forget_drafts=leaving
        )
        response = self.render_to_response(context)
        if leaving:
            response.delete_cookie("place", samesite="Lax")
        return response


class ComeBackPage(FormPage):
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
        token = token_of(request)
        try:
            joining.come_back(
                typed=form.cleaned_data["way_back"],
                token=token,
                address=address_of(request),
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, wording(refusal))
            return self.show(form, status=422)
        return hold(request, HttpResponseRedirect(reverse("exercises:room")), token)
