"""What a page leads to: its links, and its forms as they stand before anybody fills them in."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

HERE = "https://thousandfold.test"
#: Inputs that hold nothing of their own until somebody ticks or chooses them.
TICKED = {"radio", "checkbox"}
#: Inputs that nobody writes in.
SILENT = {"hidden", "submit", "button", "image", "reset", *TICKED}
#: Inputs that are left empty by somebody who is in a hurry; in all others something else is wrong.
LEFT_EMPTY = {"text", "search", "password", "textarea", "number", "date", "time", "datetime-local"}
WRONG = "?!"


@dataclass
class Form:
    """A form: how and where it is sent, what it holds untouched, and whether it asks anything."""

    action: str
    by_post: bool
    data: dict[str, str] = field(default_factory=dict)
    asks: bool = False
    pressed: bool = False
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def leads_to(self) -> str:
        """The address that it asks for, or that it is sent to; empty when it leaves the site."""
        asks_for = f"{self.action.partition('?')[0]}?{urlencode(self.data)}"
        return self.action if self.by_post or not self.action else asks_for

    @property
    def filled_wrongly(self) -> dict[str, str]:
        """What it would send with every text left out, nothing ticked, and the rest as no field
        takes it."""
        kept = {name: value for name, value in self.data.items() if name not in self.kinds}
        wrong = {n: "" if k in LEFT_EMPTY else WRONG for n, k in self.kinds.items()}
        return kept | {n: v for n, v in wrong.items() if self.kinds[n] not in TICKED}

    def holds(self, tag: str, given: dict[str, str]) -> None:
        """One of its fields; of its buttons the first is pressed."""
        kind = given.get("type", "submit" if tag == "button" else "text")
        if tag == "button" and kind == "submit" and not self.pressed:
            self.pressed = True
            self._take(given)
        elif tag == "input" and (kind not in TICKED or "checked" in given):
            self._take(given)
        if tag != "button" and (kind not in SILENT or kind in TICKED):
            self.kinds.setdefault(given.get("name", ""), kind if tag == "input" else tag)
        self.asks = self.asks or tag in ("textarea", "select") or kind not in SILENT

    def _take(self, given: dict[str, str]) -> None:
        if given.get("name"):
            self.data[given["name"]] = given.get("value", "")


class Reading(HTMLParser):
    """Links and forms of a page at an address."""

    def __init__(self, address: str, page: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link, a form, or a field of the form that is open."""
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links += [to for to in [self._here(given["href"])] if to]
        elif tag == "form":
            action = self._here(given.get("action") or self.address) or ""
            self._form = Form(action, given.get("method", "get").lower() == "post")
            self.forms.append(self._form)
        elif self._form is not None and tag in ("input", "textarea", "select", "button", "option"):
            self._in_form(self._form, tag, given)

    def _in_form(self, form: Form, tag: str, given: dict[str, str]) -> None:
        if tag == "select":
            self._select = given.get("name", "")
        if tag != "option":
            form.holds(tag, given)
        elif self._select and ("selected" in given or self._select not in form.data):
            form.data[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """A form or a list of choices closes."""
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""

    def _here(self, address: str) -> str | None:
        """An address of this site without its place in the page; None for all others."""
        whole = urldefrag(urljoin(HERE + self.address, address)).url
        parts = urlsplit(whole)
        if f"{parts.scheme}://{parts.netloc}" != HERE:
            return None
        return parts.path + (f"?{parts.query}" if parts.query else "")
