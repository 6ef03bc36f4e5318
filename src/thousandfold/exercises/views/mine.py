# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything a place has given: to look at, to change how far it goes, to take back, to keep."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thousandfold.base.files.attachments import attachment
from thousandfold.exercises import keepsake, own, showing, veiling
from thousandfold.exercises.asking import REACH_OF, REACH_WORDS
from thousandfold.exercises.models import Run
from thousandfold.exercises.own import Own
from thousandfold.exercises.playing import Played
from thousandfold.exercises.refused import NoSuchItem, ReachTooWide
from thousandfold.exercises.table import table_of
from thousandfold.exercises.usecases import reaching
from thousandfold.exercises.views.at_the_place import PlacePage, as_uuid
from thousandfold_core.exercise import Answer


class MinePage(PlacePage):
    """My words and my tree."""

    template_name = "exercises/mine.html"
    title = _("My words")
    lead = _(
        "Everything you gave in this room. You can change how far each thing goes, or take it back, at any time."
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each exercise with the own screen and the own items."""
        names = table_of(self.room).names
        parts = [self._part(one, names) for one in own.heads(self.place, private=self.private)]
        return super().get_context_data(
            parts=[one for one in parts if one["items"]],
            closed=len(veiling.closed_to(self.place)),
            live=showing.live_of(self.room),
            has_drawing=True,
            **kwargs,
        )

    def _part(self, played: Played, names: Any) -> dict[str, Any]:
        screen = played.exercise.mine_on(played.state, self.place.key, self.language, showing.PHONE)
        items = own.items_of(played, self.place.key, self.language)
        return {
            "run": played.run,
            "title": played.exercise.card.title.to(self.language),
            "screen": showing.screen_of(screen, names),
            "items": [self._row(one) for one in items],
            "keepsake": reverse("exercises:keepsake", args=[played.run.pk]),
        }

    def _row(self, one: Own) -> dict[str, Any]:
        return {
            "words": one.words,
            "prompt": one.prompt,
            "kept": one.kept,
            "language": one.answer.language,
            "ask": one.answer.ask,
            "subject": one.answer.subject,
            "item": one.answer.item,
            "reaches": [
                {
                    "value": REACH_WORDS[reach],
                    "label": showing.choice_words(reach),
                    "checked": reach is one.answer.reach,
                }
                for reach in one.reaches
            ],
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change how far something goes, or take it back."""
        post = request.POST
        run = Run.objects.filter(pk=as_uuid(post.get("run", "")), room=self.room).first()
        if run is None:
            raise NoSuchItem
        given = Answer(
            place=self.place.key,
            ask=post.get("ask", ""),
            item=post.get("item", ""),
            subject=post.get("subject", ""),
        )
        common = {
            "viewer": self.viewer,
            "run": run,
            "place": self.place,
            "given": given,
            "key": post.get("once", "")[:70] or secrets.token_urlsafe(12),
            "at": timezone.now(),
        }
        if post.get("answer") == "withdraw":
            reaching.take_back(**common)
            messages.success(
                request, _("Taken back. It is gone from every screen and every count.")
            )
        else:
            reach = REACH_OF.get(post.get("reach", ""))
            if reach is None:
                raise ReachTooWide
            reaching.choose_reach(reach=reach, **common)
            messages.success(request, _("Changed. Every screen follows from now on."))
        return HttpResponseRedirect(reverse("exercises:mine"))


class KeepsakePage(PlacePage):
    """What one takes home from an exercise: a drawing, a page to print, the words."""

    template_name = "exercises/keepsake.html"
    title = _("Your keepsake")
    lead = _("Yours to keep. It is made for you now and stored nowhere.")

    def find(self) -> Played:
        """The exercise, as this line may carry it.

        Raises:
            Http404: when this place took no part in it.
        """
        for played in own.heads(self.place, private=self.private):
            if played.run.pk == self.kwargs["run"]:
                return played
        raise Http404

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The drawing, and where to download it."""
        drawn = own.drawing_in(self.thing, self.place.key, self.language, showing.PHONE)
        shown = {
            "picture": showing.picture_of(drawn.picture) if drawn else None,
            "has_drawing": True,
            "run": self.thing.run,
        }
        return super().get_context_data(**{**kwargs, **shown})


class KeepsakeSvg(KeepsakePage):
    """The drawing as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it."""
        picture = own.picture_in(self.thing, self.place.key, self.language)
        if picture is None:
            raise Http404
        return _file(keepsake.svg(picture), "image/svg+xml", f"{self.thing.run.exercise}.svg")


class KeepsakePdf(KeepsakePage):
    """A page with the drawing and the words, with the name one types."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it."""
        data = keepsake.pdf(
            self.thing, self.place.key, request.GET.get("name", "")[:80], self.language
        )
        return _file(data, "application/pdf", f"{self.thing.run.exercise}.pdf")


class KeepsakeWords(KeepsakePage):
    """The words as plain text."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send them."""
        text = keepsake.words(self.thing, self.place.key, self.language)
        kind = "text/plain; charset=utf-8"
        return _file(text.encode(), kind, f"{self.thing.run.exercise}.txt")


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    return attachment(data, kind, name)
