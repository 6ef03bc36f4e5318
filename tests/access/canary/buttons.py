"""The forms of a page as a browser would send them, with what they hold and a word where they must."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

#: What is put into a field that must hold something and holds nothing.
FILLED = {"email": "new@x.example", "date": "2026-04-04", "time": "10:00", "number": "3"}
OTHERWISE = "Something new"


@dataclass
class Form:
    """A form: where it goes, and what it sends."""

    action: str
    data: dict[str, list[str]] = field(default_factory=dict)

    def put(self, name: str, value: str) -> None:
        """Send this as well."""
        self.data.setdefault(name, []).append(value)


class Forms(HTMLParser):
    """Reads the forms that post from a page."""

    def __init__(self, text: str, path: str) -> None:
        super().__init__()
        self.path, self.found = path, []
        self.form: Form | None = None
        self.choice: tuple[str, list[str]] | None = None
        self.writing: tuple[str, list[str]] | None = None
        self.pressed = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A field of the form, or its beginning."""
        said: dict[str, Any] = dict(attrs)
        if tag == "form" and said.get("method", "").lower() == "post":
            self.form, self.pressed = Form(said.get("action") or self.path), False
            self.found.append(self.form)
        if self.form is None:
            return
        handle = getattr(self, f"_{tag}", None)
        if handle is not None:
            handle(said.get("name"), said)

    def handle_endtag(self, tag: str) -> None:
        """What was chosen or written is sent."""
        if self.form is None:
            return
        if tag == "form":
            self.form = None
        elif tag == "select" and self.choice is not None:
            name, values = self.choice
            self.form.put(name, next(filter(None, values), ""))
            self.choice = None
        elif tag == "textarea" and self.writing is not None:
            name, parts = self.writing
            self.form.put(name, "".join(parts).strip() or OTHERWISE)
            self.writing = None

    def handle_data(self, data: str) -> None:
        """What stands in a large field."""
        if self.writing is not None:
            self.writing[1].append(data)

    def _input(self, name: str | None, said: dict[str, Any]) -> None:
        kind, value = said.get("type", "text"), said.get("value") or ""
        if not name or kind in ("file", "submit", "button", "image") or self.form is None:
            return
        if kind in ("radio", "checkbox"):
            if "checked" in said or ("required" in said and name not in self.form.data):
                self.form.put(name, value or "on")
        else:
            self.form.put(
                name, value or (FILLED.get(kind, OTHERWISE) if "required" in said else "")
            )

    def _textarea(self, name: str | None, said: dict[str, Any]) -> None:
        if name:
            self.writing = (name, [])

    def _select(self, name: str | None, said: dict[str, Any]) -> None:
        if name:
            self.choice = (name, [])

    def _option(self, name: str | None, said: dict[str, Any]) -> None:
        if self.choice is not None:
            value = said.get("value") or ""
            self.choice[1].insert(0 if "selected" in said else len(self.choice[1]), value)

    def _button(self, name: str | None, said: dict[str, Any]) -> None:
        if name and not self.pressed and self.form is not None:
            self.form.put(name, said.get("value") or "")
            self.pressed = True


def forms_of(reply: Any, path: str) -> list[Form]:
    """The forms of an answer, if it is a page."""
    if reply.status_code != 200 or reply.streaming or b"<form" not in reply.content:
        return []
    return Forms(reply.content.decode(), path).found
