# SPDX-License-Identifier: AGPL-3.0-or-later
"""Members come in without a code: signed in, or by their personal link."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.middleware import enter_host, stay_in
from thousandfold.base.permissions import PUBLIC, Permission
from thousandfold.base.scope import every_host
from thousandfold.base.views.pages import not_open
from thousandfold.exercises import links
from thousandfold.exercises.models import Room
from thousandfold.exercises.usecases import joining
from thousandfold.exercises.views.at_the_place import BringsIn, hold, next_token, token_of
from thousandfold.recruitment.choices import MemberState
from thousandfold.recruitment.models import Member


def own_member(account: Any, room: Room) -> Member | None:
    """The signed-in person's membership of the room's cohort."""
    if account is None:
        return None
    rows = Member.objects.filter(cohort=room.cohort_id, account=account, state=MemberState.SEATED)
    return rows.select_related("person").first()


class MemberEntry(BringsIn):
    """A signed-in member comes in as themselves: by the open doors, or to work alone.

    Whom a printed card signed in comes in as by any card.
    """

    permission = Permission.ROOM_TAKE_PART
    template_name = "exercises/enter.html"
    title = _("Your room")
    lead = _("You come in as a member of the cohort.")

    def find(self) -> Room:
        """The member's room.

        Raises:
            Http404: for an unknown room, and for anybody without a role at its host.
        """
        with every_host("the address names the room, whose host is not known yet"):
            room = Room.objects.filter(pk=self.kwargs["room"]).select_related("host").first()
        if room is None:
            raise Http404
        enter_host(self.request, room.host.slug)
        return room

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Come in. Who led or left the cohort has no place of their own in it."""
        member = own_member(self.viewer.account, self.thing)
        if member is None:
            return not_open(request, Permission.ROOM_TAKE_PART)
        return enter_as(request, self.thing, member, by_card=self.viewer.by_card)


class LinkEntry(BringsIn):
    """The personal link on a member's card. Opening it changes nothing yet."""

    permission = PUBLIC
    template_name = "exercises/enter.html"
    title = _("Your room")
    lead = _("This card is yours alone: it brings you in as yourself.")

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
        return enter_as(request, room, self.thing, by_card=True)


def enter_as(request: HttpRequest, room: Room, member: Member, *, by_card: bool) -> HttpResponse:
    """Bring a member's place to this phone."""
    token = next_token(request)
    joining.come_in_as_member(
        viewer=request.viewer,  # type: ignore[attr-defined]
        room=room,
        member=member,
        token=token,
        language=get_language() or settings.LANGUAGE_CODE,
        at=timezone.now(),
        by_card=by_card,
        held=token_of(request),
    )
    return hold(request, HttpResponseRedirect(reverse("exercises:room")), token)
