# SPDX-License-Identifier: AGPL-3.0-or-later
"""Deciding: who is seated, the members, their cards, and who steps in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base import hooks
from thousandfold.base.doorway.typed import named, whole
from thousandfold.base.permissions import Permission, may
from thousandfold.base.site import HERE, reachable
from thousandfold.base.views import FormPage, Page
from thousandfold.curriculum import queries as curriculum
from thousandfold.recruitment.choices import MemberState
from thousandfold.recruitment.forms.balance import SeatForm
from thousandfold.recruitment.models import Cohort, Composition, Member, Nomination
from thousandfold.recruitment.queries.calls import members_for
from thousandfold.recruitment.queries.pool import core_rules, nominees_of
from thousandfold.recruitment.queries.replacing import step_in
from thousandfold.recruitment.usecases.balance import balance_of
from thousandfold.recruitment.usecases.seating import (
    decline_place,
    departs,
    fill_place,
    seat_cohort,
)
from thousandfold.recruitment.views.calls import qr_of
from thousandfold.recruitment.views.common import Leading, OfCall
from thousandfold_core.selection import check


class SeatPage(OfCall, FormPage):
    """Tick who is seated; the proposal is ticked beforehand when one was followed here."""

    permission = Permission.COHORT_SEAT
    template_name = "recruitment/seat.html"
    form_class = SeatForm
    title = _("Decide")
    lead = _("The proposal is yours to follow or to depart from. What you decide here is final.")
    tab = "compose"

    @cached_property
    def composition(self) -> Composition | None:
        """The run that led here, if any."""
        pk = named(self.request.GET.get("from", ""))
        return Composition.objects.filter(call=self.call, pk=pk).first()

    @property
    def proposed(self) -> list[str]:
        """The ids of the proposal or of the alternative that was chosen."""
        result = self.composition.result if self.composition else {}
        word = self.request.GET.get("other", "")
        others = result.get("alternatives", [])
        if 0 < whole(word, 0) <= len(others):
            return list(others[whole(word, 0) - 1]["cohort"])
        return list(result.get("cohort", []))

    @property
    def chosen(self) -> list[str]:
        """What is ticked."""
        if self.request.method == "POST":
            return [one for one in self.request.POST.getlist("person") if named(one)]
        return self.proposed

    def get_initial(self) -> dict[str, Any]:
        """Named like the call."""
        return {"title": self.call.title}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look at what the ticks would mean, or seat."""
        if "look" in request.POST:
            form = self.get_form(request.POST)
            form.is_valid()
            form.errors.clear()
            return self.show(form)
        return super().post(request, *args, **kwargs)

    def save(self, form: SeatForm) -> str:
        """Seat them."""
        cohort = seat_cohort(
            viewer=self.viewer,
            call=self.call,
            chosen=self.chosen,
            composition=self.composition,
            site=HERE,
            at=timezone.now(),
            **form.cleaned_data,
        )
        live = self.call.nominations.filter(state__in=("sent", "confirmed")).exclude(email="")
        words = say("The cohort is seated. Letters wait in the outbox: %(n)s.")
        messages.success(self.request, words % {"n": live.count()})
        return reverse("recruitment:members", args=[self.request.host.slug, cohort.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everybody who can be ticked, and which rules the ticks break."""
        nominees = nominees_of(self.call, "all", {}, self.chosen)
        ticked = [one for one in self.chosen if one in nominees.rows]
        speaker, inside = nominees.speaker, set(ticked)
        rows = sorted(
            nominees.rows.values(), key=lambda r: (str(r.pk) not in inside, r.sort_name, str(r.pk))
        )
        broken = []
        if ticked:
            pool = nominees.pool
            rules = core_rules(balance_of(self.call).rules, nominees)
            found = check([pool[one] for one in ticked], rules)
            broken = [speaker.say(one.sentence) for one in found]
        return super().get_context_data(
            rows=rows,
            ticked=inside,
            count=len(ticked),
            composition=self.composition,
            broken=broken,
            departs=bool(ticked) and departs(ticked, self.composition),
            **kwargs,
        )


class OfCohort(Leading):
    """Mixin of pages about a cohort's members."""

    section = "recruit"
    request: Any
    kwargs: dict[str, Any]
    viewer: Any

    @cached_property
    def cohort(self) -> Cohort:
        """The cohort that the address names; the page's permission asks who may."""
        rows = Cohort.objects.select_related("coalition")
        return get_object_or_404(rows, pk=self.kwargs["cohort"])

    def find(self) -> Cohort:
        """The cohort, for the permission."""
        return self.cohort

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The cohort."""
        return super().get_context_data(**{**kwargs, "cohort": self.cohort})

    def url(self, name: str, *more: Any) -> str:
        """An address below this cohort."""
        return reverse(f"recruitment:{name}", args=[self.request.host.slug, self.cohort.pk, *more])


class MembersPage(OfCohort, Page):
    """Who is in the cohort, and who could step in when somebody cannot come."""

    permission = Permission.COHORT_SEE
    template_name = "recruitment/members.html"

    def get_title(self) -> Any:
        """The cohort's name."""
        return self.cohort.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Members; for staff the decision and free places."""
        change = may(self.viewer, Permission.COHORT_CHANGE, self.cohort)
        seat = may(self.viewer, Permission.COHORT_SEAT, self.cohort)
        members = list(members_for(self.viewer, self.cohort))
        package = curriculum.programme_or_none(self.cohort.programme)
        return super().get_context_data(
            lead=_("The people of this cohort."),
            programme=curriculum.said(package.title, get_language() or "en", package.source)
            if package
            else "",
            members=members,
            change=change,
            can_make_cards=may(self.viewer, Permission.CARD_MAKE, self.cohort),
            has_cards=change and any(one.state == MemberState.SEATED for one in members),
            step_in=step_in(self.viewer, self.cohort) if change and self.cohort.call_id else None,
            decision=getattr(self.cohort, "decision", None) if seat else None,
            **kwargs,
        )


class MemberDecline(OfCohort, Page):
    """Staff note that somebody gave their place back."""

    permission = Permission.COHORT_CHANGE
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note it."""
        member = get_object_or_404(self.cohort.members, pk=self.kwargs["pk"])
        decline_place(viewer=self.viewer, member=member, at=timezone.now())
        messages.success(request, _("Noted. Below you see who could step in."))
        return HttpResponseRedirect(self.after_refusal())

    def after_refusal(self) -> str:
        """The members again."""
        return self.url("members")


class PlaceFill(OfCohort, Page):
    """Seat somebody in a place that was given back."""

    permission = Permission.COHORT_CHANGE
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Seat them."""
        rows = Nomination.objects.select_related("call", "call__host", "person")
        nomination = get_object_or_404(rows, pk=self.kwargs["pk"], call=self.cohort.call_id)
        fill_place(
            viewer=self.viewer,
            cohort=self.cohort,
            nomination=nomination,
            site=HERE,
            at=timezone.now(),
        )
        words = say("%(name)s is in the cohort. A message to them waits in the outbox.")
        messages.success(request, words % {"name": nomination.name})
        return HttpResponseRedirect(self.after_refusal())

    def after_refusal(self) -> str:
        """The members again."""
        return self.url("members")


class MemberCards(OfCohort, Page):
    """Personal cards on paper: the name people go by, their code, and a QR code to join."""

    permission = Permission.COHORT_CHANGE
    template_name = "recruitment/cards.html"
    title = _("Personal cards")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Eight cards a sheet."""
        rows = [
            one for one in members_for(self.viewer, self.cohort) if one.state == MemberState.SEATED
        ]
        cards = [
            {"name": one.person.short, "code": _spaced(one.card), "qr": self._qr(one)}
            for one in rows
        ]
        if not cards:
            raise Http404
        sheets = [cards[at : at + 8] for at in range(0, len(cards), 8)]
        return super().get_context_data(
            sheets=sheets,
            address=self._address(),
            back_url=self.url("members"),
            **kwargs,
        )

    def _address(self) -> str:
        try:
            path = reverse("exercises:join")
        except NoReverseMatch:
            path = "/"
        return reachable(self.request, path)

    def _qr(self, member: Member) -> Any:
        own = hooks.way_in(member)
        address = reachable(self.request, own) if own else self._address()
        return qr_of(address, _("QR code of this card"))


def _spaced(card: str) -> str:
    """A code as people read it aloud."""
    half = (len(card) + 1) // 2
    return f"{card[:half]} {card[half:]}"
