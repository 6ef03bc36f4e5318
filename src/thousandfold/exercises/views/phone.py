# SPDX-License-Identifier: AGPL-3.0-or-later
"""The room on a phone: one prompt a page, and what stands when nothing is asked."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway import once
from thousandfold.base.refusals import wording
from thousandfold.exercises import asking, laying_out, own, queries, showing, veiling
from thousandfold.exercises.forms import said_from
from thousandfold.exercises.models import Run
from thousandfold.exercises.playing import Played, Sitting
from thousandfold.exercises.refused import KeptOnPhone, NotAskedNow
from thousandfold.exercises.turn import SHARES, Turn, turn
from thousandfold.exercises.usecases import answers, passing
from thousandfold.exercises.usecases.answers import Said
from thousandfold.exercises.views.at_the_place import PlacePage, as_uuid
from thousandfold_core.errors import Refusal
from thousandfold_core.exercise import Act, Reach, Step

#: Buttons that speak of all that is left of one kind.
REST_ACTS = {"pass_rest": Act.PASS, "take_up": Act.WITHDRAW}
TEMPLATES = {"share": "share", "door": "door", "ask": "ask", "done": "done"}


class RoomPage(PlacePage):
    """What the room does now, from this place."""

    #: The key of a post is stored with its answer, in the same write.
    keeps_own_keys = True

    @cached_property
    def run(self) -> Run | None:
        """What is played now."""
        return self._sitting().live()

    def home(self) -> str:
        """The address of this page without words."""
        return reverse("exercises:room")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the turn, or that nothing is open."""
        if self.run is None:
            return self._nothing_open()
        return self._show(self._wanted(request.GET), {})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take an answer; on refusal show the page again with what was typed."""
        run = self._posted_run()
        if run is None:
            messages.error(
                request, _("This exercise is closed. What you typed is still on your phone.")
            )
            return self._led(self.home(), taken=False)
        self.run = run
        try:
            return self._led(self._take(request), taken=True)
        except KeptOnPhone:
            raise
        except Refusal as refusal:
            return self._again(refusal)

    def _led(self, address: str, *, taken: bool) -> HttpResponse:
        """Where a post leads: a redirect, or for a phone that sends by script the address.

        Such a phone keeps what it sent until it hears ``X-Led`` with a whole reply: whatever
        else answers on the way, a captive portal or a proxy, has not taken it.
        """
        if "X-Sends" not in self.request.headers:
            return HttpResponseRedirect(address)
        reply = JsonResponse({"to": address, "taken": taken})
        reply["X-Led"] = "1"
        return reply

    def _wanted(self, words: Any) -> Turn:
        """The prompt an address names; once it asks nothing any more, what the room does now.

        Phones renew the address they stand on, so the room may have left it meanwhile.
        """
        here = self._turn(words)
        return self._turn(self._left_over(words)) if here.kind == "done" and words else here

    def _left_over(self, words: Any) -> dict[str, str]:
        """What still counts of an address whose prompt is behind us."""
        return {}

    def _turn(self, words: Any) -> Turn:
        played = self._played()
        return turn(
            played,
            self.place,
            self._step(played, words.get("step", "")),
            words,
            private=self.private,
            names=self._sitting().table.names,
        )

    def _sitting(self) -> Sitting:
        if not hasattr(self, "_sat"):
            self._sat = Sitting(self.room)
        return self._sat

    def _played(self) -> Played:
        return veiling.as_seen(self._sitting(), self.run, self.place, private=self.private)

    def _step(self, played: Played, asked: str) -> Step:
        """The room's step, or an earlier one that somebody goes back to."""
        steps = played.exercise.steps_at(played.run.moment)
        now = played.exercise.step(played.run.step)
        reached = steps[: steps.index(now) + 1]
        return next((one for one in reached if one.id == asked), now)

    def _posted_run(self) -> Run | None:
        pk = as_uuid(self.request.POST.get("run", ""))
        return next((one for one in self._sitting().runs if one.pk == pk), None)

    def _take(self, request: HttpRequest) -> str:
        here = self._turn(request.POST)
        if request.POST.get("at") == SHARES:
            return self._take_shares(here)
        if here.ask is None:
            if answers.was_taken(here.run, self.place, self.key()):
                return self.home()
            raise NotAskedNow
        if request.POST.get("answer") in REST_ACTS:
            return self._take_rest(here, REST_ACTS[request.POST["answer"]])
        said = said_from(request.POST, here.ask)
        if said.act is Act.GIVE and not said.item:
            said = replace(said, item=self.entry())
        if here.mode == "keep" and said.act is Act.GIVE:
            said = Said(Act.GIVE, said.item, said.body, Reach.ON_MY_DEVICE)
        elif here.mode == "count" and said.act is Act.GIVE:
            said = Said(Act.GIVE, said.item, said.body, Reach.ONLY_ME)
        self._answer(here, here.slug, said, self.key())
        stays = here.ask.most > 1 and said.act in (Act.GIVE, Act.WITHDRAW)
        return self.address(here.step, at=here.slug, door="1") if stays else self.address(here.step)

    def _take_shares(self, here: Turn) -> str:
        """All of them or none: a page is one thing to who sends it."""
        passing = self.request.POST.get("answer") == "pass"
        with transaction.atomic():
            for ask in here.shares:
                slug = asking.slug_of(ask)
                word = self.request.POST.get(f"reach_{slug}", "")
                act = Act.PASS if passing else Act.SHARE
                said = Said(act, ask.item, {}, asking.REACH_OF.get(word))
                self._answer(here, slug, said, f"{self.key()}:{slug}")
        return self.address(here.step)

    def _take_rest(self, here: Turn, act: Act) -> str:
        passing.answer_rest(
            viewer=self.viewer,
            run=here.run,
            place=self.place,
            step_id=here.step.id,
            slug=here.slug,
            act=act,
            key=self.key()[:80],
            language=self.language,
            at=timezone.now(),
            played=self._sitting().played(here.run),
        )
        return self.address(here.step)

    def _answer(self, here: Turn, slug: str, said: Said, key: str) -> None:
        answers.answer_ask(
            viewer=self.viewer,
            run=here.run,
            place=self.place,
            step_id=here.step.id,
            slug=slug,
            said=said,
            key=key[:80],
            language=self.language,
            private=self.private,
            at=timezone.now(),
            played=self._sitting().played(here.run),
        )

    def key(self) -> str:
        """The key of this post: the same words from the same form count once.

        Other words from it are another post: a phone that never heard our answer may have
        gone on writing. The digest is keyed, so that the column tells nobody what was said.
        """
        form = self.request.POST.get("once", "") or secrets.token_urlsafe(12)
        return once.digest("answer", form, once.said_by(dict(self.request.POST.lists()), {}))[:48]

    def entry(self) -> str:
        """The name of what this form first says: words sent again from it take their place."""
        form = self.request.POST.get("once", "")
        return once.digest("entry", form)[:16] if form else ""

    def address(self, step: Step, **words: str) -> str:
        """This page with words; the step only when it is not the room's own."""
        if self.run is not None and step.id != self.run.step:
            words["step"] = step.id
        return f"{self.home()}?{urlencode(words)}" if words else self.home()

    def _again(self, refusal: Refusal) -> HttpResponse:
        """The page with what was typed and what is wrong with it."""
        here = self._turn(self.request.POST)
        if here.ask is None or here.kind == "done":
            messages.error(self.request, wording(refusal))
            return self._led(self.home(), taken=False)
        messages.warning(self.request, wording(refusal))
        typed = said_from(self.request.POST, here.ask)
        return self._show(here, dict(typed.body), status=422)

    def _show(self, here: Turn, values: dict[str, Any], status: int = 200) -> HttpResponse:
        kind = "ask" if status == 422 and here.kind == "door" else here.kind
        self.template_name = f"exercises/{TEMPLATES[kind]}.html"
        shown = {**self._common(here), **self._of(kind, here, values), "turn": here}
        context = {**self.get_context_data(), **shown}
        return self.render_to_response(context, status=status)

    def _common(self, here: Turn) -> dict[str, Any]:
        step, language = here.step, self.language
        return {
            "title": here.played.exercise.card.title.to(language),
            "step_title": step.title.to(language),
            "talk": step.talk.to(language) if step.talk else "",
            "table": self._table(here),
            "norms": step.groups > 0,
            "clock": showing.clock_of(here.run, timezone.now(), self.place.key),
            "live": showing.live_of(self.room),
            "next_url": self.address(step, at=here.next_slug())
            if here.next_slug()
            else self.address(step),
            "home": self.home(),
            "here": self.address(step, at=here.slug, door="1") if here.slug else self.home(),
            "lighter_url": self.address(step, at=here.slug, door="light"),
            "agreements": self.room.agreements,
            "sent": laying_out.sent_of(here),
        }

    def _table(self, here: Turn) -> dict[str, Any] | None:
        """The small group: its number and the others' names, while the step sits in groups."""
        number = here.played.setting.groups.get(self.place.key)
        if number is None or not here.step.groups:
            return None
        others = here.played.setting.table_of(self.place.key)
        return {"number": number, "names": [here.names[one] for one in others if one in here.names]}

    def _of(self, kind: str, here: Turn, values: dict[str, Any]) -> dict[str, Any]:
        if kind == "share":
            circle = showing.circle_of(self.room, len(here.played.setting.places))
            shares = laying_out.shares_of(here, self.language)
            return {"shares": shares, "cohort_words": showing.cohort_words(circle)}
        if kind == "done":
            return self._done(here)
        circle = showing.circle_of(
            self.room, len(here.played.setting.places), self._group_names(here)
        )
        page = laying_out.page_of(here, circle, self.language, values)
        if page.get("about_whom"):
            page["about_whom"] = here.names.get(page["about_whom"], "")
        return {**page, **laying_out.door_of(here, self.language)}

    def _group_names(self, here: Turn) -> tuple[str, ...]:
        others = here.played.setting.table_of(self.place.key)
        return tuple(here.names[one] for one in others if one in here.names)

    def _done(self, here: Turn) -> dict[str, Any]:
        played, language = here.played, self.language
        group = None
        if here.step.groups:
            group = played.exercise.group_view(played.state, self.place.key, language)
        shown = None
        if here.step.phase == "revealed" and here.run.revealed and not here.run.hidden:
            shown = showing.screen_of(showing.revealed_screen(played, language, showing.PHONE))
        return {
            "asked": bool(here.asks),
            "back_to": self._back_to(here),
            "rested": asking.slug_of(here.rested) if here.rested else "",
            "group": showing.screen_of(group, here.names) if group else None,
            "revealed": shown,
            "grown": None if shown else self._grown(here),
            "has_drawing": True,
        }

    def _grown(self, here: Turn) -> dict[str, Any] | None:
        """The own drawing as far as it has grown, where this step added to it."""
        if not any(ask.act is Act.GIVE for ask in here.asks):
            return None
        drawing = own.drawing_in(here.played, self.place.key, self.language, showing.PHONE)
        return {"title": drawing.title, **showing.picture_of(drawing.picture)} if drawing else None

    def _back_to(self, here: Turn) -> list[dict[str, str]]:
        """Prompts of this step and earlier ones, to add or change something."""
        steps = here.played.exercise.steps_at(here.run.moment)
        reached = steps[: steps.index(here.step) + 1]
        rows = []
        for step in reached:
            asks = here.played.exercise.asks(here.played.state, step, self.place.key)
            for ask in asks:
                if ask.act is Act.GIVE and not ask.subject:
                    address = self.address(step, at=asking.slug_of(ask), door="1")
                    rows.append({"url": address, "label": ask.prompt.to(self.language)})
        return rows

    def _nothing_open(self) -> HttpResponse:
        self.template_name = "exercises/nothing_open.html"
        context = self.get_context_data(
            live=showing.live_of(self.room),
            alone=[self._alone_row(run) for run in queries.alone_runs(self.room, timezone.now())],
            agreements=self.room.agreements,
        )
        return self.render_to_response({**context, "title": _("Nothing is asked now")})

    def _alone_row(self, run: Run) -> dict[str, Any]:
        card = queries.exercises()[run.exercise].card
        return {
            "title": card.title.to(self.language),
            "purpose": card.purpose.to(self.language),
            "until": run.alone_closes_at,
            "url": reverse("exercises:alone", args=[run.pk]),
        }
