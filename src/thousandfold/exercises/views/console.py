# SPDX-License-Identifier: AGPL-3.0-or-later
"""The facilitator's screen: what the room sees, the next step, the clock, quiet hands."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.timesince import timesince
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.typed import whole
from thousandfold.exercises import queries, showing
from thousandfold.exercises.choices import PlaceState
from thousandfold.exercises.models import Place, Run
from thousandfold.exercises.playing import Played, Sitting
from thousandfold.exercises.usecases import moving, runs, stepping
from thousandfold.exercises.views.at_the_place import as_uuid
from thousandfold.exercises.views.rooms import CohortPage, title_of
from thousandfold.exercises.views.wall import wall_of
from thousandfold_core.exercise import Step


class RunPage(CohortPage):
    """A page about one run."""

    @cached_property
    def run(self) -> Run:
        """The run in the address.

        Raises:
            Http404: when it is not of this cohort.
        """
        rows = Run.objects.filter(pk=self.kwargs["run"], room__cohort=self.thing.pk)
        run = rows.select_related("room__cohort", "room__host").first()
        if run is None:
            raise Http404
        return run

    def console(self) -> str:
        """The run's console."""
        return reverse("exercises:run", args=[self.request.host.slug, self.thing.id, self.run.pk])


class ConsolePage(RunPage):
    """Lead a run."""

    template_name = "exercises/console.html"

    def get_title(self) -> Any:
        """What is held."""
        return title_of(self.run)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the screen shows."""
        sitting = Sitting(self.run.room)
        played = sitting.played(self.run)
        step = played.exercise.step(self.run.step)
        counted = queries.ready(sitting, self.run) if self.run.is_open else None
        shown = {
            **self._around(),
            **self._step_words(played, step),
            **self._people(sitting, step),
            "run": self.run,
            "open_now": self.run.is_open,
            "steps": self._steps(played, step),
            "next_step": self._next(played, step),
            "undo": self._undo(),
            "ready": {"count": counted[0], "of": counted[1]} if counted else None,
            "clock": showing.clock_of(self.run, timezone.now(), seconds=True),
            "wall": wall_of(self.request, self.run.room, self.run if self.run.is_open else None),
        }
        return super().get_context_data(**{**kwargs, **shown})

    def _around(self) -> dict[str, Any]:
        room = self.run.room
        return {
            "in_room": room,
            "room_url": self.home(),
            "here_url": self.console(),
            "wall_url": reverse("exercises:wall", args=[room.screen_token]),
            "live": showing.live_of(room, counting=True),
            "hidden": self.run.hidden,
            "doors_open": room.doors_are_open(timezone.now()),
            "has_drawing": True,
        }

    def _step_words(self, played: Played, step: Step) -> dict[str, Any]:
        language = get_language() or "en"
        desk = played.exercise.desk(played.state, step, language)
        preview = None
        if step.phase == "revealed" and not self.run.revealed:
            preview = showing.screen_of(showing.revealed_screen(played, language))
        return {
            "step": step,
            "step_title": step.title.to(language),
            "step_screen": step.screen.to(language),
            "step_note": step.note.to(language) if step.note else "",
            "desk": showing.screen_of(desk) if desk else None,
            "preview": preview,
            "can_reveal": step.phase == "revealed" and not self.run.revealed,
        }

    def _steps(self, played: Played, now: Step) -> list[dict[str, Any]]:
        steps = played.exercise.steps_at(self.run.moment)
        here = [one.id for one in steps].index(now.id)
        return [
            {
                "id": one.id,
                "label": one.title.to(get_language() or "en"),
                "minutes": one.minutes,
                "state": "done" if number < here else "now" if number == here else "todo",
            }
            for number, one in enumerate(steps)
        ]

    def _next(self, played: Played, now: Step) -> dict[str, Any] | None:
        rows = self._steps(played, now)
        at = next(number for number, row in enumerate(rows) if row["state"] == "now")
        return rows[at + 1] if at + 1 < len(rows) else None

    def _people(self, sitting: Sitting, step: Step) -> dict[str, Any]:
        rows = queries.places_for(self.viewer, self.run.room)
        here = [one for one in rows if one.state == PlaceState.HERE]
        return {
            "waiting": [one for one in rows if one.state == PlaceState.WAITING],
            "here": here,
            "hands": [self._hand(one) for one in here if one.hand_up_at],
            "groups": self._groups(here),
            "group_size": step.groups or 3,
        }

    def _hand(self, place: Place) -> dict[str, Any]:
        return {"place": place, "since": timesince(place.hand_up_at, timezone.now())}

    def _groups(self, here: list[Place]) -> list[tuple[int, list[str]]]:
        tables: dict[int, list[str]] = {}
        for place in here:
            if place.key in self.run.groups:
                tables.setdefault(self.run.groups[place.key], []).append(place.called)
        return sorted(tables.items())

    def _undo(self) -> dict[str, Any] | None:
        last = self.run.events.order_by("-number").first()
        at = timezone.now()
        if last is None or last.verb in stepping.FOR_GOOD or at - last.at > stepping.UNDO_FOR:
            return None
        return {"said": moving.said_of(self.run, last)}


class MovePage(RunPage):
    """One move. Only by post; it says what the mover saw."""

    http_method_names = ["post", "options"]

    def after_refusal(self) -> str:
        """Back to the console, which shows how the run stands now."""
        return self.console()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the move that the form names."""
        act = getattr(self, f"_do_{request.POST.get('move', '')}", None)
        if act is None:
            raise Http404
        act()
        return HttpResponseRedirect(self.console())

    def _common(self) -> dict[str, Any]:
        seen = self.request.POST.get("moves", "")
        return {
            "viewer": self.viewer,
            "run": self.run,
            "based_on": whole(seen),
            "at": timezone.now(),
        }

    def _number(self, name: str, usual: int, most: int) -> int:
        typed = self.request.POST.get(name, "")
        return min(max(whole(typed, usual), 1), most)

    def _do_step(self) -> None:
        stepping.go_to_step(step_id=self.request.POST.get("step", ""), **self._common())

    def _do_pause(self) -> None:
        stepping.pause_run(**self._common())

    def _do_resume(self) -> None:
        stepping.resume_run(**self._common())

    def _do_extend(self) -> None:
        stepping.extend_clock(minutes=self._number("minutes", 2, 60), **self._common())

    def _do_extend_one(self) -> None:
        pk = as_uuid(self.request.POST.get("place", ""))
        place = Place.objects.filter(room=self.run.room, pk=pk).first()
        if place is None:
            raise Http404
        minutes = self._number("minutes", 3, 60)
        stepping.extend_quietly(place=place.key, minutes=minutes, **self._common())
        messages.success(self.request, _("Only that phone's clock shows it."))

    def _do_reveal(self) -> None:
        stepping.reveal(**self._common())

    def _do_cover(self) -> None:
        stepping.cover(**self._common())

    def _do_hide(self) -> None:
        stepping.hide_screens(viewer=self.viewer, run=self.run, at=timezone.now())

    def _do_show(self) -> None:
        stepping.show_screens(viewer=self.viewer, run=self.run, at=timezone.now())

    def _do_group(self) -> None:
        stepping.make_groups(size=self._number("size", 3, 30), **self._common())

    def _do_undo(self) -> None:
        stepping.undo(**self._common())

    def _do_close(self) -> None:
        runs.close_run(**self._common())
        messages.success(self.request, _("Closed. You can reopen it at any time."))

    def _do_reopen(self) -> None:
        runs.reopen_run(**self._common())
