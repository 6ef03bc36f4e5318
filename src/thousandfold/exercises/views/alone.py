# SPDX-License-Identifier: AGPL-3.0-or-later
"""Working on an exercise alone, in one's own time: the same pages, at one's own step."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from thousandfold.exercises.models import Run
from thousandfold.exercises.playing import Played
from thousandfold.exercises.turn import Turn
from thousandfold.exercises.views.phone import RoomPage
from thousandfold_core.exercise import Step


class AlonePage(RoomPage):
    """An exercise that is open for a while to be done alone."""

    @cached_property
    def run(self) -> Run:  # type: ignore[override]
        """The run in the address.

        Raises:
            Http404: when it is not of this room, or not open alone now.
        """
        rows = Run.objects.filter(pk=self.kwargs["run"], room=self.room).select_related("room")
        run = rows.first()
        if run is None or not run.takes_alone(timezone.now()):
            raise Http404
        return run

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take an answer, if the exercise is of this room at all."""
        if not Run.objects.filter(pk=kwargs["run"], room=self.room).exists():
            raise Http404
        return super().post(request, *args, **kwargs)

    def home(self) -> str:
        """This exercise's own address."""
        return reverse("exercises:alone", args=[self.kwargs["run"]])

    def address(self, step: Step, **words: str) -> str:
        """Alone, the step is always said."""
        return f"{self.home()}?{urlencode({**words, 'step': step.id})}"

    def _steps(self, played: Played) -> list[Step]:
        """Steps that ask something of one person alone."""
        steps = played.exercise.steps_at(played.run.moment)
        state, place = played.state, self.place.key
        return [one for one in steps if one.asks and played.exercise.asks(state, one, place)]

    def _step(self, played: Played, asked: str) -> Step:
        """The step one chose, else the first."""
        steps = self._steps(played) or [played.exercise.step(played.run.step)]
        return next((one for one in steps if one.id == asked), steps[0])

    def _common(self, here: Turn) -> dict[str, Any]:
        steps = self._steps(here.played)
        rows = [
            {
                "label": one.title.to(self.language),
                "url": self.address(one),
                "state": "now" if one.id == here.step.id else "todo",
            }
            for one in steps
        ]
        after = [one.id for one in steps].index(here.step.id) + 1 if here.step in steps else 0
        following = self.address(steps[after]) if after < len(steps) else ""
        return {
            **super()._common(here),
            "clock": None,
            "alone_steps": rows,
            "following": following,
            "talk": "",
        }

    def _left_over(self, words: Any) -> dict[str, str]:
        """Alone, the step is one's own."""
        return {"step": words["step"]} if "step" in words else {}

    def _back_to(self, here: Turn) -> list[dict[str, str]]:
        return []
