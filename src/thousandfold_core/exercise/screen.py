# SPDX-License-Identifier: Apache-2.0
"""What a screen shows, in blocks that the site knows how to draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from thousandfold_core.drawing import Picture


@dataclass(frozen=True)
class Shown:
    """One line of a list: the words, a short note beside it, and its key.

    ``whom`` is a place whose name the page may set beside it; the projector never
    carries one.
    """

    text: str
    note: str = ""
    key: str = ""
    mark: str = ""
    whom: str = ""


@dataclass(frozen=True)
class Say:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Items:
    """A titled list. ``empty`` is the sentence when there is nothing to show."""

    title: str
    items: tuple[Shown, ...]
    empty: str = ""


@dataclass(frozen=True)
class Drawing:
    """A picture with its equal outline."""

    title: str
    picture: Picture


@dataclass(frozen=True)
class Screen:
    """A title and blocks, already in one language."""

    title: str
    blocks: tuple[Say | Items | Drawing, ...] = ()


@dataclass(frozen=True)
class Surface:
    """What a screen is shown on, for exercises that draw.

    Attributes:
        shape: "wide" for a wall or a laptop, "tall" for a phone.
        picked: key of the fact picked in the drawing; the rest is then quiet.
        link: gives the address that picks a key, or with ``None`` lets go; labels
            in the drawing become links. Without it nothing can be picked.
    """

    shape: Literal["wide", "tall"] = "wide"
    picked: str = ""
    link: Callable[[str | None], str] | None = None


#: The wall: wide, nothing picked, nothing to tap.
WALL = Surface()
