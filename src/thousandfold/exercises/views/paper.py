# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paper: sheets to print, typing them in, a proof to sign, and the author's own yes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.typed import whole
from thousandfold.base.refusals import wording
from thousandfold.base.site import is_this_computer
from thousandfold.exercises import sheets, veiling
from thousandfold.exercises.models import Place, StoredAnswer
from thousandfold.exercises.refused import KeptOnPhone
from thousandfold.exercises.usecases import places
from thousandfold.exercises.views.console import RunPage
from thousandfold.exercises.views.rooms import title_of
from thousandfold_core.errors import Refusal


class PaperPage(RunPage):
    """A page about paper in one run."""

    @property
    def private(self) -> bool:
        """Typing in is for an encrypted line, or for the very computer that serves."""
        request = self.request
        return veiling.is_private(request) or is_this_computer(request)

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
        number = min(max(whole(typed, 1), 1), 60)
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
