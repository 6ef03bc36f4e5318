"""Every form of the site as somebody would fill it in: gathered by walking, never listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from factories.little import LittleRegion
from promises.looking.collecting import Collection, Person
from promises.looking.pages import route_of
from promises.looking.people import from_messages, from_the_wall, phones, signed_in

LIST = b"Name,Email,Town\nOlga Reyes,olga@d.example,Gilroy\n"
#: What fits where a field's name asks for something of its own.
GUESSES = {
    "email": "new@host.example",
    "url": "https://example.org/",
    "tel": "408 555 0199",
    "number": "2",
    "time": "09:30",
    "date": (date.today() + timedelta(days=9)).isoformat(),
    "month": "2026-10",
    "color": "#336699",
}


@dataclass
class Form:
    """A form of a page: where it goes, what it holds, what it asks, and its buttons."""

    action: str
    by_post: bool
    has_key: bool = False
    fields: list[tuple[str, str]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)
    picks: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sending:
    """One way of sending a form: by whom, from which page, to where, with what."""

    person: Person
    page: str
    action: str
    data: tuple[tuple[str, str], ...]
    files: tuple[str, ...] = ()

    @property
    def route(self) -> str:
        """The route that it is sent to."""
        return route_of(self.action) or ""

    def body(self, **more: str) -> dict[str, Any]:
        """What the test client sends; a file is made anew each time."""
        sent = QueryDict(mutable=True)
        for name, value in self.data:
            sent.appendlist(name, value)
        for name, value in more.items():
            sent[name] = value
        files = {name: SimpleUploadedFile("list.csv", LIST, "text/csv") for name in self.files}
        return {**dict(sent.lists()), **files}


class FormReader(HTMLParser):
    """Reads the forms of one page, also fields that stand outside and name their form."""

    def __init__(self, address: str, page: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self._ids: dict[str, Form] = {}
        self._open: Form | None = None
        self._select = ""
        self._area: str | None = None
        self._text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A form, or a field of one."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urljoin(self.address, given.get("action") or self.address)
            self._open = Form(action, given.get("method", "get").lower() == "post")
            self._ids[given.get("id", "")] = self._open
            self.forms.append(self._open)
            return
        form = self._ids.get(given["form"]) if "form" in given else self._open
        if form is None or "disabled" in given:
            return
        if tag == "input":
            self._input(form, given)
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "option" and self._select:
            if "selected" in given or not form.picks.get(self._select):
                form.picks[self._select] = given.get("value", "")
        elif tag == "textarea":
            self._area, self._text = given.get("name", ""), ""
        elif tag == "button" and given.get("type", "submit") == "submit":
            where = urljoin(self.address, given["formaction"]) if "formaction" in given else ""
            form.buttons.append((given.get("name", ""), given.get("value", ""), where))

    def _input(self, form: Form, given: dict[str, str]) -> None:
        name, kind, value = given.get("name", ""), given.get("type", "text"), given.get("value", "")
        form.has_key = form.has_key or (name == "once" and bool(value))
        if not name or kind in ("submit", "button", "image", "reset"):
            return
        if kind in ("checkbox", "radio"):
            if "checked" in given or name not in {n for n, _v in form.fields}:
                if kind == "radio":
                    form.fields = [(n, v) for n, v in form.fields if n != name]
                form.fields.append((name, value or "on"))
        elif value or kind == "hidden":
            form.fields.append((name, value))
        else:
            form.asked.append((name, kind))

    def handle_data(self, data: str) -> None:
        """Text inside a text area."""
        if self._area is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        """A form, a list of choices or a text area ends."""
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._area is not None and self._open is not None:
            kept = self._text.strip()
            if self._area and kept:
                self._open.fields.append((self._area, kept))
            elif self._area:
                self._open.asked.append((self._area, "textarea"))
            self._area = None


def filled(form: Form) -> tuple[list[tuple[str, str]], list[str]]:
    """The fields with something in each, and the names of files."""
    data = [*form.fields, *form.picks.items()]
    files = [name for name, kind in form.asked if kind == "file"]
    for name, kind in form.asked:
        if kind != "file":
            data.append((name, GUESSES.get(kind, f"Words for {name}"[:40])))
    return data, files


def sendings(person: Person, page: str, html: str) -> Iterator[Sending]:
    """Each form of a page by each of its buttons."""
    for form in FormReader(page, html).forms:
        if not form.by_post:
            continue
        data, files = filled(form)
        for name, value, where in form.buttons or [("", "", "")]:
            pressed = [(name, value)] if name else []
            action = urlsplit(where or form.action)
            path = action.path + (f"?{action.query}" if action.query else "")
            yield Sending(person, page, path, (*data, *pressed), tuple(files))


class Gathering(Collection):
    """Walks as the accessibility gate does, and keeps every page as it was written."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[tuple[Person, str, str]] = []

    def keeps(self, kind: str, person: Person, address: str, data: Any = None, **more: Any) -> bool:
        """Keep the first page of a kind; what a sent form shows is of no interest here."""
        known = more.get("known")
        if known is None or person.for_whom + kind in self.routes:
            return False
        self.routes.add(person.for_whom + kind)
        self.pages.append((person, address, known.content.decode()))
        return True

    def sendings(self) -> list[Sending]:
        """Every way of sending every form that was come to, each once."""
        found: dict[tuple[Any, ...], Sending] = {}
        for person, page, html in self.pages:
            for one in sendings(person, page, html):
                names = tuple(sorted(name for name, _v in one.data))
                button = one.data[-1] if one.data else ("", "")
                found.setdefault((one.route, names, button[0], button[1][:12]), one)
        return list(found.values())


def walkers(region: LittleRegion) -> Iterator[Person]:
    """Who walks: those who come to forms of our own. Signing in has its gates elsewhere."""
    today = reverse("pages:today", args=[region.host.slug])
    yield Person("staff", signed_in(region.staff.account), (today,))
    yield Person("a reader", signed_in(region.reader.account), (today,))
    yield Person("anybody", Client(), ("/", *from_messages(region), *from_the_wall(region)))
    yield from phones(region)
