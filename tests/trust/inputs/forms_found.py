"""The forms of the site, read off its pages: each with its fields as a browser knows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from access.world import Looker, World
from promises.addresses import Address
from promises.looking.pages import route_of
from trust.inputs.answering import asked, ways

#: A word that an address asks with, within a link.
ASKED = re.compile(r"[?&;]([a-z_]{1,20})=")


@dataclass
class Field:
    """One field: its name, its kind, what it holds, and what may be chosen."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)


@dataclass
class Found:
    """A form, where it is sent, and by whom."""

    action: str
    looker: Looker
    fields: list[Field] = field(default_factory=list)

    @property
    def key(self) -> tuple[str | None, tuple[str, ...]]:
        """Forms of one route with the same fields are one."""
        return route_of(self.action), tuple(sorted({one.name for one in self.fields}))


class Forms(HTMLParser):
    """Reads the forms of a page that are sent."""

    def __init__(self, address: str, page: str, looker: Looker) -> None:
        super().__init__()
        self.address, self.looker = address, looker
        self.found: list[Found] = []
        self._now: Found | None = None
        self._select: Field | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A form opens, or something in one."""
        given = {name: word or "" for name, word in attrs}
        if tag == "form":
            self._now = Found(urljoin(self.address, given.get("action", "")), self.looker)
            if given.get("method", "").lower() == "post":
                self.found.append(self._now)
        elif self._now is not None:
            self._inside(self._now, tag, given)

    def _inside(self, form: Found, tag: str, given: dict[str, str]) -> None:
        if tag == "option" and self._select is not None:
            self._select.options.append(given.get("value", ""))
        elif tag in ("input", "textarea", "select", "button") and given.get("name"):
            kind = given.get("type", "submit" if tag == "button" else tag)
            same = [one for one in form.fields if (one.name, one.kind) == (given["name"], kind)]
            one = same[0] if same else Field(given["name"], kind, given.get("value", ""))
            form.fields += [] if same else [one]
            if kind in ("radio", "checkbox", "submit"):
                one.options.append(given.get("value", "on"))
            self._select = one if tag == "select" else self._select

    def handle_endtag(self, tag: str) -> None:
        """A form closes, or a list of choices."""
        if tag == "form":
            self._now = None
        elif tag == "select":
            self._select = None


def forms_of(world: World) -> tuple[list[Found], set[str]]:
    """Every form that somebody is shown, and one for each address that has none.

    Also the words that addresses ask with (``?page=2&q=ana``), read off links and forms.
    """
    found: dict[Any, Found] = {}
    words: set[str] = {"q", "page", "size", "sort"}
    for way in ways(world, "GET"):
        reply = asked(way.looker, "GET", way.path)
        if reply.headers.get("Content-Type", "").startswith("text/html"):
            page = reply.content.decode()
            words.update(ASKED.findall(page))
            for one in Forms(way.path, page, way.looker).found:
                if route_of(one.action):
                    found.setdefault(one.key, one)
    shown = {route for route, _names in found}
    for way in ways(world, "POST"):
        if way.address.route not in shown:
            fields = [Field(name, "text") for name in names_asked(way.address)]
            found[way.address.route, ()] = Found(way.path, way.looker, fields)
    return list(found.values()), words


def names_asked(address: Address) -> list[str]:
    """The fields of the form behind an address that no page shows."""
    view = getattr(address.view, "view_class", address.view)
    form = getattr(view, "form_class", None)
    return [*getattr(form, "base_fields", {"act": None, "row": None, "next": None, "q": None})]
