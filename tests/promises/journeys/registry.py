"""The journeys, and which of them are promised to everybody whose browser runs no script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from factories.little import LittleRegion
from promises.journeys.walkers import HandWalker


@dataclass
class Trip:
    """Somebody on their way through the region; ``comes`` opens an address of it."""

    region: LittleRegion
    walker: HandWalker
    others: Callable[[], HandWalker]

    @property
    def host(self) -> str:
        """The short name of the host."""
        return str(self.region.host.slug)

    def comes(self, name: str, *args: Any, **words: str) -> HandWalker:
        """Open the page with this name, below the host unless the name says otherwise."""
        query = "&".join(f"{key}={value}" for key, value in words.items())
        self.walker.goes(reverse(name, args=args) + (f"?{query}" if query else ""))
        return self.walker

    def here(self, name: str, *args: Any, **words: str) -> HandWalker:
        """As :meth:`comes`, of a page of the host."""
        return self.comes(name, self.host, *args, **words)

    def staff(self) -> Trip:
        """As somebody of the staff, who also administers the host."""
        self.walker.signs_in(self.region.staff.account)
        return self

    def reader(self) -> Trip:
        """As somebody who reads nominations."""
        self.walker.signs_in(self.region.reader.account)
        return self

    def member(self) -> Trip:
        """As a member who signs in."""
        self.walker.signs_in(self.region.member.account)
        return self

    def phone(self, token: str) -> Trip:
        """As the phone that holds a place."""
        cookie = {"name": "place", "value": token, "url": self.walker.root}
        self.walker.context.add_cookies([cookie])  # type: ignore[list-item]
        return self


@dataclass(frozen=True)
class Journey:
    """What somebody comes to do; ``core`` journeys are promised without script."""

    go: Callable[[Trip], None]
    core: bool

    @property
    def name(self) -> str:
        """Its name, in words."""
        return self.go.__name__.replace("_", " ")


EVERY: list[Journey] = []


def journey(go: Callable[[Trip], None]) -> Callable[[Trip], None]:
    """Everybody may go this way with keys alone."""
    EVERY.append(Journey(go, core=False))
    return go


def core(go: Callable[[Trip], None]) -> Callable[[Trip], None]:
    """As :func:`journey`, and it is promised without script too."""
    EVERY.append(Journey(go, core=True))
    return go


HEAD = """# By keys, and without script

Journeys that are walked on every change. *By keys*: with Tab, arrows, Enter, Space and typing alone; after every key it is looked at whether the focus can be seen ([decision 128](../decisions/0128-keys-are-walked-by-a-machine.md)). *Without script*: in a browser that runs none; these are the core that we promise to everybody. At night all journeys are walked in both ways. What is stored at the end is the same.

Words that stay on a phone need script to be kept there; a phone without it says so and points to paper.

| journey | by keys | without script |
|---|---|---|
"""


def as_table() -> str:
    """The journeys as docs/reference/without-script.md lists them."""
    rows = sorted((one.name, "core" if one.core else "at night") for one in EVERY)
    return HEAD + "".join(f"| {name} | yes | {when} |\n" for name, when in rows)


__all__ = ["EVERY", "Journey", "Trip", "as_table", "core", "journey"]
