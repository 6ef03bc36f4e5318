# SPDX-License-Identifier: AGPL-3.0-or-later
"""Typing in a sheet, prompt by prompt, and the proof its author signs."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thousandfold.base.site import reachable
from thousandfold.exercises import asking, links, sheets
from thousandfold.exercises.forms import reaches_from, said_from
from thousandfold.exercises.models import Place, StoredAnswer
from thousandfold.exercises.refused import KeptOnPhone
from thousandfold.exercises.usecases import paper
from thousandfold.exercises.views.at_the_place import as_uuid
from thousandfold.exercises.views.paper import PaperPage
from thousandfold.exercises.views.rooms import title_of


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
        link = reachable(self.request, links.confirm_link(self.run, self.place))
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
            reaches=reaches_from(post),
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
        steps = {one.id: one for one in played.exercise.steps}
        step = steps.get(post.get("step", ""))
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
