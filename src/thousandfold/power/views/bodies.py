# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bodies: the starter pack, one body with its arc of seats, who sits where."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission
from thousandfold.base.views import FormPage, Page
from thousandfold.people.queries import people_for
from thousandfold.power import queries
from thousandfold.power.forms import SittingEndForm, SittingForm
from thousandfold.power.models import Sitting
from thousandfold.power.packs_of_bodies import bodies, pack
from thousandfold.power.picture import ArcSeat, draw_seats
from thousandfold.power.seat_words import name_of, short_of
from thousandfold.power.usecases.bodies import end_sitting, follow_body, seat_person
from thousandfold_core.bodies.seats import Seat, share


class BodyList(Page):
    """Every body of the starter pack, those you follow first."""

    permission = Permission.BODY_SEE
    template_name = "power/bodies.html"
    title = _("Governing bodies")
    lead = _("Councils and boards where decisions are made. Follow those of your region.")
    section = "power"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Bodies that match the words and the state."""
        words, state = self.request.GET.get("q", ""), self.request.GET.get("state", "")
        return super().get_context_data(
            rows=queries.bodies_for(self.viewer, words, state),
            states=sorted({one.state for one in bodies().values()}),
            q=words,
            state=state,
            pack=pack(),
            **kwargs,
        )


class BodyPages(Page):
    """Pages about one body."""

    section = "power"

    def find(self) -> Any:
        """The body that the address names."""
        found = bodies().get(self.kwargs["key"])
        if found is None:
            raise Http404
        return found

    def address(self) -> str:
        """The body's page."""
        return reverse("power:body", args=[self.request.host.slug, self.kwargs["key"]])  # type: ignore[attr-defined]


class BodyPage(BodyPages):
    """One body: its seats, what a decision needs, and how far the coalition is from it."""

    permission = Permission.BODY_SEE
    template_name = "power/body.html"

    def get_title(self) -> str:
        """Its name."""
        return self.thing.name

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Follow the body."""
        follow_body(viewer=self.viewer, key=self.kwargs["key"], at=timezone.now())
        return HttpResponseRedirect(self.address())

    @property
    def day(self) -> date:
        """The date asked for, or today."""
        return parse_date(self.request.GET.get("on", "")) or timezone.localdate()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Seats with who sits there, the share, the arc."""
        sitting = {
            one.seat: one for one in queries.sittings_on(self.viewer, self.kwargs["key"], self.day)
        }
        found = share(self.thing, list(sitting), self.day)
        seats = [(seat, name_of(seat), sitting.get(seat.number)) for seat in self.thing.places]
        return super().get_context_data(
            day=self.day,
            seats=seats,
            share=found,
            picture=self._picture(found, sitting),
            followed=any(
                row[0] == self.kwargs["key"] and row[2] for row in queries.bodies_for(self.viewer)
            ),
            **kwargs,
        )

    def _picture(self, found: Any, sitting: dict[str, Sitting]) -> str:
        arc = [_seat(seat, seat.number in sitting) for seat in self.thing.places]
        needs, short = str(_("A decision needs {count} votes.")), str(_("{count} votes"))
        lines = [
            (count, short.format(count=count), needs.format(count=count))
            for count in sorted({d.needed for d in found.distances if d.needed})
        ]
        return draw_seats(arc, lines, self.thing.name)


def _seat(seat: Seat, held: bool) -> ArcSeat:
    words = _("Seat {number}: held by somebody you know") if held else _("Seat {number}: open")
    return ArcSeat(short_of(seat), held, str(words).format(number=name_of(seat)))


class SittingNew(BodyPages, FormPage):
    """Record who of ours sits on a seat."""

    permission = Permission.BODY_CHANGE
    form_class = SittingForm
    title = _("Record who sits on a seat")
    lead = _("Only people of your coalition that you know; others' seats simply stay open.")
    action = _("Record")
    done = _("The seat was recorded.")

    def form_arguments(self) -> dict[str, Any]:
        """Seats and people to choose from."""
        return {
            "seats": [(one.number, name_of(one)) for one in self.thing.places],
            "people": people_for(self.viewer),
        }

    def get_initial(self) -> dict[str, Any]:
        """Today, and the seat that was clicked."""
        return {"since": timezone.localdate(), "seat": self.request.GET.get("seat")}

    def save(self, form: SittingForm) -> str:
        """Record it and show the body."""
        seat_person(
            viewer=self.viewer, key=self.kwargs["key"], at=timezone.now(), **form.cleaned_data
        )
        return self.address()


class SittingEnd(BodyPages, FormPage):
    """End a time on a seat."""

    permission = Permission.BODY_CHANGE
    form_class = SittingEndForm
    lead = _("The past stays and still counts at earlier dates.")
    action = _("End it")

    def find(self) -> Any:
        """The body, once the time on one of its seats is found."""
        body = super().find()
        self.sitting = get_object_or_404(
            Sitting.objects.select_related("person"),
            pk=self.kwargs["sitting"],
            body__key=self.kwargs["key"],
        )
        return body

    def get_title(self) -> str:
        """Whose time it is."""
        _body = self.thing
        return say("End the time of %(name)s on a seat") % {"name": self.sitting.person.name}

    def get_initial(self) -> dict[str, Any]:
        """Today."""
        return {"until": timezone.localdate()}

    def save(self, form: SittingEndForm) -> str:
        """End it and show the body."""
        end_sitting(
            viewer=self.viewer,
            sitting=self.sitting,
            until=form.cleaned_data["until"],
            at=timezone.now(),
        )
        return self.address()
