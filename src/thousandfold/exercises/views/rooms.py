# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rooms one may lead, and one room between its runs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.typed import whole
from thousandfold.base.permissions import Permission
from thousandfold.base.views import FormPage, Page
from thousandfold.curriculum.queries import programme_or_none
from thousandfold.exercises import codes, queries, showing
from thousandfold.exercises.choices import Mode, PlaceState
from thousandfold.exercises.forms import FurnishForm
from thousandfold.exercises.models import Place, Room
from thousandfold.exercises.playing import admitted, exercises
from thousandfold.exercises.usecases import hands, places, rooms, runs
from thousandfold.exercises.views.at_the_place import as_uuid
from thousandfold.recruitment.models import Cohort


class RoomsPage(Page):
    """Rooms one may lead."""

    permission = Permission.HOST_SEE
    template_name = "exercises/rooms.html"
    title = _("Room")
    lead = _("Where your cohorts meet: open the doors, and lead an exercise.")
    section = "room"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each cohort with what its room does now."""
        cohorts = queries.cohorts_led_by(self.viewer)
        found = {one.cohort_id: one for one in Room.objects.filter(cohort__in=cohorts)}
        live = queries.live_runs(found.values())
        rows = [
            {
                "cohort": one,
                "room": found.get(one.id),
                "run": live.get(found[one.id].id) if one.id in found else None,
                "url": reverse("exercises:cohort-room", args=[self.request.host.slug, one.id]),
            }
            for one in cohorts
        ]
        for row in rows:
            row["title"] = title_of(row["run"]) if row["run"] else ""
        own = queries.rooms_of_member(self.viewer)
        return super().get_context_data(rows=rows, own=own, **kwargs)


class CohortPage(Page):
    """A page about one cohort's room."""

    permission = Permission.ROOM_LEAD
    section = "room"

    def find(self) -> Cohort:
        """The cohort in the address.

        Raises:
            Http404: when it is not here.
        """
        cohort = Cohort.objects.filter(pk=self.kwargs["cohort"]).first()
        if cohort is None:
            raise Http404
        return cohort

    @cached_property
    def room(self) -> Room | None:
        """Its room, if it was opened."""
        return queries.room_of(self.thing)

    def home(self) -> str:
        """The room's own page."""
        return reverse(
            "exercises:cohort-room", args=[self.request.host.slug, self.kwargs["cohort"]]
        )


class CohortRoomPage(CohortPage):
    """The room between runs: doors, who is here, what to open next, what was held."""

    template_name = "exercises/room.html"
    lead = _("Open the doors, choose what to do together, and lead it from here.")

    def get_title(self) -> Any:
        """The cohort's name is the room's."""
        return self.thing.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the page shows."""
        context: dict[str, Any] = {"in_room": self.room, "offers": self._offers()}
        if self.room is not None:
            held = list(queries.runs_for(self.viewer, self.room))
            seats = queries.places_for(self.viewer, self.room)
            context |= {
                "runs": [self._run_row(one) for one in held],
                "waiting": [one for one in seats if one.state == PlaceState.WAITING],
                "here": [one for one in seats if one.state == PlaceState.HERE],
                "open_now": self.room.doors_are_open(timezone.now()),
                "code": codes.shown(self.room.code),
                "wall_url": reverse("exercises:wall", args=[self.room.screen_token]),
                "live": showing.live_of(self.room, counting=True),
                "current": next((one for one in held if one.is_open and one.mode != "alone"), None),
                "refused": admitted().refused,
            }
        return super().get_context_data(**context, **kwargs)

    def _run_row(self, run: Any) -> dict[str, Any]:
        slug = self.request.host.slug
        return {
            "run": run,
            "title": title_of(run),
            "occasion": occasion_of(run),
            "url": reverse("exercises:run", args=[slug, self.thing.id, run.pk]),
        }

    def _offers(self) -> list[dict[str, Any]]:
        """Activities of the cohort's programme with an exercise that is here, then the rest."""
        language = get_language() or "en"
        package = programme_or_none(self.thing.programme)
        planned: dict[str, str] = {}
        for _session, _day, item in package.agenda() if package else ():
            activity = package.activities.get(item.activity)
            if activity is not None and activity.exercise in exercises():
                planned.setdefault(activity.exercise, activity.id)
        order = [*planned, *(name for name in exercises() if name not in planned)]
        return [self._offer(name, planned.get(name, ""), language) for name in order]

    def _offer(self, name: str, activity: str, language: str) -> dict[str, Any]:
        exercise = exercises()[name]
        moments = sorted(exercise.moments(), key=lambda one: (one != "first", one))
        return {
            "exercise": name,
            "activity": activity,
            "title": exercise.card.title.to(language),
            "purpose": exercise.card.purpose.to(language),
            "minutes": exercise.card.minutes.usual,
            "people": exercise.card.people,
            "heat": exercise.card.heat,
            "moments": [
                (one, exercise.card.occasion(one).to(language))
                for one in moments
                if len(moments) > 1
            ],
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One act of who leads."""
        act = getattr(self, f"_do_{request.POST.get('act', '')}", None)
        if act is None:
            raise Http404
        return HttpResponseRedirect(act(request.POST, timezone.now()) or self._back())

    def _back(self) -> str:
        """Back to the page the act was made on, if it is one of this room's."""
        back = self.request.POST.get("back", "")
        return back if back.startswith(self.home()) else self.home()

    def after_refusal(self) -> str:
        """A refused act leads back, too."""
        return self._back()

    def _do_open(self, post: Any, at: Any) -> None:
        rooms.open_room(viewer=self.viewer, cohort=self.thing, at=at)

    def _do_doors(self, post: Any, at: Any) -> None:
        minutes = post.get("minutes", "")
        minutes = whole(minutes, rooms.USUAL)
        rooms.open_doors(viewer=self.viewer, room=self._room(), minutes=minutes, at=at)
        messages.success(self.request, _("The doors are open. The code is on the wall."))

    def _do_shut(self, post: Any, at: Any) -> None:
        rooms.shut_doors(viewer=self.viewer, room=self._room(), at=at)
        messages.success(self.request, _("The doors are shut. The old code opens nothing."))

    def _do_admit(self, post: Any, at: Any) -> None:
        places.admit(viewer=self.viewer, place=self._place(post), at=at)

    def _do_admit_all(self, post: Any, at: Any) -> None:
        places.admit_all(viewer=self.viewer, room=self._room(), at=at)

    def _do_turn_away(self, post: Any, at: Any) -> None:
        places.turn_away(viewer=self.viewer, place=self._place(post), at=at)

    def _do_let_go(self, post: Any, at: Any) -> None:
        places.let_go(viewer=self.viewer, place=self._place(post), at=at)

    def _do_hand(self, post: Any, at: Any) -> None:
        hands.lower_hand(viewer=self.viewer, place=self._place(post))

    def _do_start(self, post: Any, at: Any) -> str:
        alone = post.get("mode") == "alone"
        run = runs.start_run(
            viewer=self.viewer,
            room=self._room(),
            exercise=post.get("exercise", ""),
            activity=post.get("activity", "")[:80],
            moment=post.get("moment", "") or "first",
            mode=Mode.ALONE if alone else Mode.LIVE,
            alone_closes_at=_moment(post.get("until", "")) if alone else None,
            at=at,
        )
        return reverse("exercises:run", args=[self.request.host.slug, self.thing.id, run.pk])

    def _room(self) -> Room:
        if self.room is None:
            raise Http404
        return self.room

    def _place(self, post: Any) -> Place:
        pk = as_uuid(post.get("place", ""))
        place = Place.objects.filter(pk=pk, room=self._room()).select_related("room").first()
        if place is None:
            raise Http404
        return place


class FurnishPage(CohortPage, FormPage):
    """How the room is kept: the door, the agreements, who supports."""

    form_class = FurnishForm
    title = _("How this room is kept")
    lead = _("What holds in every exercise: the door, what people agreed on, who supports.")
    done = _("Saved.")

    def get_initial(self) -> dict[str, Any]:
        """What stands."""
        if self.room is None:
            raise Http404
        names = ("ask_at_the_door", "agreements", "support_name", "support_words")
        return {name: getattr(self.room, name) for name in names}

    def save(self, form: FurnishForm) -> str:
        """Keep it."""
        rooms.furnish_room(
            viewer=self.viewer, room=self.room, at=timezone.now(), **form.cleaned_data
        )
        return self.home()


def title_of(run: Any) -> str:
    """What a run is called; its id where its exercise is no longer here."""
    found = exercises().get(run.exercise)
    return found.card.title.to(get_language() or "en") if found else run.exercise


def occasion_of(run: Any) -> str:
    """Which return a run is, in words; empty for the first time."""
    found = exercises().get(run.exercise)
    if run.moment == "first" or found is None:
        return ""
    return found.card.occasion(run.moment).to(get_language() or "en")


def _moment(text: str) -> Any:
    found = parse_datetime(text) if text else None
    return timezone.make_aware(found) if found and timezone.is_naive(found) else found
