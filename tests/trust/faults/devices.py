"""Phones on a bad line: what they have written, what got through, and what they heard back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import reverse

from factories.rooms import Round
from thousandfold.exercises import asking, codes
from thousandfold.exercises.models import Place
from thousandfold.exercises.playing import state_of
from thousandfold.exercises.usecases.answers import own_items

ROOM = reverse("exercises:room")
FATES = ("through", "request lost", "reply lost", "twice")


@dataclass
class Device:
    """A phone with things to say, one after another. It goes on when it heard of the last.

    ``said`` is what its author wrote, in order; the last of it may be on its way still.
    ``copies`` are posts that the network may deliver again, at any time.
    """

    client: Client
    prompt: dict[str, str]
    name: str
    keys: bool = True
    said: list[str] = field(default_factory=list)
    waiting: str = ""
    times: int = 0
    sent: bool = False
    copies: list[dict[str, str]] = field(default_factory=list)

    def writes(self, words: str) -> None:
        """Begin something new, when nothing waits; else go on writing what waits."""
        if self.waiting:
            self.said[-1] = words
        else:
            self.said.append(words)
            self.times += 1
            self.sent = False
        self.waiting = words

    def sends(self, fate: str) -> None:
        """Send what waits, as the line will have it."""
        if not self.waiting:
            return
        post = self._post()
        self.sent = True
        if fate == "request lost":
            return
        self.arrives(post)
        if fate == "twice":
            self.arrives(post)
        self.copies.append(post)
        if fate != "reply lost":
            self.waiting = ""

    def starts_again(self) -> None:
        """The browser is closed and opened: what waits is kept as a draft, its form is not.

        The page is loaded anew and says what the server has: a draft of that is dropped.
        """
        if self.waiting and any(one["f_words"] == self.waiting for one in self.copies[-1:]):
            self.waiting = ""

    def hears_again(self, which: int) -> None:
        """The network delivers an old copy once more."""
        if self.copies:
            self.arrives(self.copies[which % len(self.copies)])

    def _post(self) -> dict[str, str]:
        once = {"once": f"{self.name}-{self.times}"} if self.keys else {}
        words = {"answer": "send", "f_words": self.waiting, "reach": "only_me"}
        return {**self.prompt, **words, **once}

    def arrives(self, post: dict[str, str]) -> None:
        """A post gets to the server."""
        reply = self.client.post(ROOM, post, secure=True)
        assert reply.status_code == 302, reply.content[:500]


def devices_of(held: Round, keys: bool = True) -> list[Device]:
    """A phone for each place of a table, at the branches of the tree."""
    found = []
    ask = held.asked(0)["branches"][0]
    prompt = {"run": str(held.run.pk), "step": "branches", "at": asking.slug_of(ask), "door": "1"}
    for number, place in enumerate(held.places):
        token = f"{held.room.pk}-{number}"
        digest = codes.digest(token, "device")
        Place.objects.filter(pk=place.pk).update(device=digest, entered_at=held.at)
        client = Client()
        client.cookies["place"] = token
        found.append(Device(client, prompt, token, keys))
    return found


def stands(held: Round, number: int) -> list[str]:
    """What the server has of a place, in the order it was first given."""
    played = state_of(held.run)
    ask = held.asked(number)["branches"][0]
    rows: list[Any] = own_items(played, held.places[number].key, ask)
    return [one.body["words"] for one in rows]
