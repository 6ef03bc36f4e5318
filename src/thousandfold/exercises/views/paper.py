# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paper: sheets to print, typing them in, a proof to sign, and the author's own yes."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thousandfold.base.middleware import stay_in
from thousandfold.base.permissions import PUBLIC
from thousandfold.base.refusals import wording
from thousandfold.base.scope import every_host
from thousandfold.base.views import Page
from thousandfold.exercises import asking, links, sheets, veiling
from thousandfold.exercises.asking import REACH_OF
from thousandfold.exercises.forms import said_from
from thousandfold.exercises.models import Place, Run, StoredAnswer
from thousandfold.exercises.refused import KeptOnPhone
from thousandfold.exercises.usecases import joining, paper, places
from thousandfold.exercises.views.at_the_place import as_uuid, hold, token_of
from thousandfold.exercises.views.console import RunPage
from thousandfold.exercises.views.rooms import title_of
from thousandfold_core.errors import Refusal
from thousandfold_core.exercise import Reach


class PaperPage(RunPage):
    """A page about paper in one run."""

    @property
    def private(self) -> bool:
        """Typing in is for an encrypted line, or for the very computer that serves."""
        request = self.request
        return veiling.is_private(request) or veiling.is_this_computer(request)

    def refused(self, refusal: Refusal) -> HttpResponse:
        """Words of a sheet must not come over an open line."""
        if isinstance(refusal, KeptOnPhone):
            context = {"said": wording(refusal), "back": self.console()}
            return render(self.request, "exercises/kept_on_phone.html", context, status=403)
        return super().refused(refusal)

    def paper_home(self) -> str:
        """The list of paper places."""
        return reverse("exercises:paper", args=self._at())

    def _at(self) -> list[Any]:
        return [self.request.host.slug, self.thing.id, self.run.pk]


class PaperPlacesPage(PaperPage):
    """Places on paper: lay some, print their sheets, type them in."""

    template_name = "exercises/paper.html"
    title = _("Paper")
    lead = _(
        "Sheets carry a code and no name. What is typed in counts once its author confirms it."
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each paper place with what waits for its author's yes."""
        rows = [self._row(one) for one in Place.objects.filter(room=self.run.room, on_paper=True)]
        shown = {
            "run": self.run,
            "run_title": title_of(self.run),
            "rows": rows,
            "console_url": self.console(),
            "sheets_url": reverse("exercises:sheets", args=self._at()),
            "private": self.private,
        }
        return super().get_context_data(**{**kwargs, **shown})

    def _row(self, place: Place) -> dict[str, Any]:
        return {
            "place": place,
            "url": reverse("exercises:type-in", args=[*self._at(), place.pk]),
            "waiting": StoredAnswer.objects.filter(
                run=self.run, place=place, confirmed=False
            ).count(),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lay some more."""
        typed = request.POST.get("number", "")
        number = min(max(int(typed), 1), 60) if typed.isdigit() else 1
        places.lay_paper_places(
            viewer=self.viewer, room=self.run.room, number=number, at=timezone.now()
        )
        return HttpResponseRedirect(self.paper_home())


class SheetsPage(PaperPage):
    """Sheets to print: one page a step, for each place on paper or one blank."""

    template_name = "exercises/sheets.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The sheets, in large print if asked."""
        seats = list(Place.objects.filter(room=self.run.room, on_paper=True)) or [None]
        language = get_language() or "en"
        shown = {
            "run": self.run,
            "title": title_of(self.run),
            "run_code": sheets.run_code(self.run),
            "large": self.request.GET.get("large") == "yes",
            "back_url": self.paper_home(),
            "sets": [
                {"place": one, "pages": sheets.pages(self.run, one, language)} for one in seats
            ],
        }
        return {**super().get_context_data(**kwargs), **shown}


class TypeInPage(PaperPage):
    """Type in one sheet, prompt by prompt."""

    template_name = "exercises/type_in.html"
    lead = _(
        "Type what stands on the sheet, as it stands. Nobody else sees it until its author says yes."
    )

    @cached_property
    def place(self) -> Place:
        """The paper place in the address.

        Raises:
            Http404: when it is not one of this room.
        """
        rows = Place.objects.filter(pk=self.kwargs["place"], room=self.run.room, on_paper=True)
        place = rows.select_related("room").first()
        if place is None:
            raise Http404
        return place

    def get_title(self) -> Any:
        """Which sheet."""
        return _("Sheet %(code)s") % {"code": self.place.paper_code}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Words of a sheet do not travel an open line."""
        if not self.private:
            raise KeptOnPhone
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Every prompt with its fields, and what was typed in so far."""
        played = paper.as_typed_in(self.run, self.place)
        typed = paper.typed_in(self.run, self.place)
        language = get_language() or "en"
        link = self.request.build_absolute_uri(links.confirm_link(self.run, self.place))
        shown = {
            "run": self.run,
            "place": self.place,
            "steps": sheets.prompts(played, self.place, language),
            "typed": [sheets.typed_row(played, self.place, one, language) for one in typed],
            "paper_url": self.paper_home(),
            "proof_url": reverse("exercises:proof", args=[*self._at(), self.place.pk]),
            "link": link,
        }
        return super().get_context_data(**{**kwargs, **shown})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Type in, strike out, or record that the author signed the proof."""
        act = request.POST.get("act", "")
        if act == "confirm":
            self._confirm(request.POST)
        elif act == "strike":
            self._strike(request.POST)
        else:
            self._type(request.POST)
        return HttpResponseRedirect(request.path)

    def _confirm(self, post: Any) -> None:
        number = paper.confirm(
            viewer=self.viewer,
            run=self.run,
            place=self.place,
            reaches=_reaches(post),
            on_proof=True,
            at=timezone.now(),
        )
        said = _("%(n)s answers count from now on.") % {"n": number}
        messages.success(self.request, said)

    def _strike(self, post: Any) -> None:
        pk = as_uuid(post.get("answer_id", ""))
        rows = StoredAnswer.objects.filter(pk=pk, run=self.run, place=self.place)
        answer = rows.select_related("place__room").first()
        if answer is not None:
            paper.strike_out(viewer=self.viewer, answer=answer, private=self.private)

    def _type(self, post: Any) -> None:
        played = paper.as_typed_in(self.run, self.place)
        step = played.exercise.step(post.get("step", "")) if post.get("step") else None
        asks = played.exercise.asks(played.state, step, self.place.key) if step else ()
        ask = asking.find(asks, post.get("at", ""))
        if ask is None:
            raise Http404
        paper.type_in(
            viewer=self.viewer,
            run=self.run,
            place=self.place,
            step_id=step.id,
            slug=post["at"],
            said=said_from(post, ask),
            key=post.get("once", "")[:70] or secrets.token_urlsafe(12),
            private=self.private,
            at=timezone.now(),
        )


class ProofPage(TypeInPage):
    """A proof to print: what was typed in, with boxes for how far each thing may go."""

    template_name = "exercises/proof.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """As for typing in, laid out for paper."""
        shown = {"run_code": sheets.run_code(self.run), "run_title": title_of(self.run)}
        return {**super().get_context_data(**kwargs), **shown}


class ConfirmPage(Page):
    """The author reads what was typed in, and says yes. Opening the link changes nothing."""

    permission = PUBLIC
    template_name = "exercises/confirm.html"
    title = _("Are these your words?")
    lead = _(
        "Somebody typed this in from your sheet. Nothing of it counts or shows until you say yes."
    )

    def find(self) -> tuple[Run, Place]:
        """The run and the place that the link names.

        Raises:
            Http404: for a link that is not ours.
        """
        named = links.run_and_place_of(self.kwargs["token"])
        if named is None:
            raise Http404
        run, place = named
        with every_host("a signed link names run and place, whose host is not known yet"):
            found = Run.objects.filter(pk=run).select_related("room__cohort", "host").first()
            seat = Place.objects.filter(pk=place).select_related("room").first()
        if found is None or seat is None or seat.room_id != found.room_id:
            raise Http404
        stay_in(self.request, found.host)
        return found, seat

    @property
    def private(self) -> bool:
        """Private words are only shown over an encrypted line, or on this very computer."""
        return veiling.is_private(self.request) or veiling.is_this_computer(self.request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Over an open line the page says where else to confirm."""
        self.request, self.kwargs = request, kwargs
        _found = self.thing
        if not self.private:
            context = {"said": wording(KeptOnPhone()), "back": reverse("exercises:join")}
            return render(request, "exercises/kept_on_phone.html", context, status=403)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What waits for a yes."""
        run, place = self.thing
        played = paper.as_typed_in(run, place)
        language = get_language() or "en"
        typed = paper.typed_in(run, place)
        rows = [sheets.typed_row(played, place, one, language) for one in typed]
        return super().get_context_data(**{**kwargs, "rows": rows, "run_title": title_of(run)})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Yes."""
        run, place = self.thing
        author = replace(self.viewer, host=run.host, place=place.id)
        if request.POST.get("act") == "hold":
            token = token_of(request)
            joining.hold_place(viewer=author, place=place, token=token, at=timezone.now())
            return hold(request, HttpResponseRedirect(reverse("exercises:mine")), token)
        paper.confirm(
            viewer=author,
            run=run,
            place=place,
            reaches=_reaches(request.POST),
            on_proof=False,
            at=timezone.now(),
        )
        messages.success(
            request, _("Thank you. Your words count from now on, as far as you let them.")
        )
        return HttpResponseRedirect(request.path)


def _reaches(post: Any) -> dict[str, Reach]:
    chosen = {
        name[6:]: REACH_OF.get(word) for name, word in post.items() if name.startswith("reach_")
    }
    return {item: reach for item, reach in chosen.items() if reach is not None}
