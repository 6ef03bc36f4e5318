"""What on a page does nothing unless script runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

#: What script alone gives, and what one does without it. Everything else must work without.
COMFORTS = {
    "data-print": "the browser's own menu prints",
    "data-search-key-toggle": "without script there is no such key",
    "data-bulk-all": "each row is ticked by itself",
    "data-adds": "the words stand there to be written; they are shown without script too",
    "data-device-edit": "a phone without script keeps no words; paper does",
    "data-device-remove": "a phone without script keeps no words; paper does",
    "data-live-go": "shown by script alone; the page is opened anew",
    "data-go-on-here": "shown by script alone, when the form is open in another tab too",
    "data-on-my-device": "a phone without script keeps no words; paper does",
}
WITHOUT_ENDS = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr", "area"}
FIELDS = {"input", "select", "textarea"}


@dataclass
class Part:
    """An open part of a page: its tag, whether only script shows it, its words so far."""

    tag: str
    given: dict[str, str]
    by_script: bool = False
    words: str = ""

    @property
    def name(self) -> str:
        """What to call it."""
        return " ".join(self.words.split()) or self.given.get("name", self.tag)


@dataclass
class Sent:
    """A form, and whether one of its buttons sends it without script."""

    where: str
    fields: int = 0
    buttons: int = 0
    #: Buttons that would send it, and that only script shows.
    by_script: int = 0


@dataclass
class Works(HTMLParser):
    """Reads a page as a browser without script does."""

    page: str
    found: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    places: list[tuple[str, str]] = field(default_factory=list)
    forms: dict[str, Sent] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Part] = []
        self._form = ""
        self.feed(self.page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A part opens."""
        given = {name: value or "" for name, value in attrs}
        above = bool(self._open) and self._open[-1].by_script
        part = Part(tag, given, above or ("data-needs-script" in given and "hidden" in given))
        part.by_script = part.by_script or tag == "template"
        self.names |= {given["id"]} if "id" in given else set()
        if tag == "form":
            self._form = (
                given.get("id") or f"form {len(self.forms)} to {given.get('action') or 'here'}"
            )
            self.forms.setdefault(self._form, Sent(self._form))
        elif tag in FIELDS:
            self._takes_in(part)
        if tag not in WITHOUT_ENDS:
            self._open.append(part)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A part of a drawing that holds nothing."""

    def handle_data(self, data: str) -> None:
        """Words belong to all parts around them."""
        for part in self._open:
            part.words += data

    def handle_endtag(self, tag: str) -> None:
        """A part closes: what it was is judged now that its words are known."""
        while self._open and tag in {one.tag for one in self._open}:
            part = self._open.pop()
            if part.tag == tag:
                self._closes(part)
                return

    def _closes(self, part: Part) -> None:
        if part.tag == "form":
            self._form = ""
        elif part.tag == "button":
            self._judges_button(part)
        elif part.tag == "a" and "href" in part.given:
            self._judges_link(part)

    def _takes_in(self, part: Part) -> None:
        kind = part.given.get("type", "text")
        form = part.given.get("form") or self._form
        if kind in ("submit", "image"):
            self._judges_button(part)
        elif not form and kind != "hidden" and not _is_comfort(part):
            self.found.append(f"{part.name} stands in no form")
        elif form and kind != "hidden":
            self.forms.setdefault(form, Sent(form)).fields += 1

    def _judges_button(self, part: Part) -> None:
        form = part.given.get("form") or self._form
        sends = form and part.given.get("type", "submit") in ("submit", "image")
        if sends and not part.by_script and "disabled" not in part.given:
            self.forms.setdefault(form, Sent(form)).buttons += 1
        elif sends and part.by_script and not _is_comfort(part):
            self.forms.setdefault(form, Sent(form)).by_script += 1
        elif not sends and not _is_comfort(part):
            self.found.append(f"the button {part.name} does nothing without script")

    def _judges_link(self, part: Part) -> None:
        to = part.given["href"].strip()
        if part.by_script and not _is_comfort(part):
            self.found.append(f"the link {part.name} is there only with script")
        elif not to or to == "#" or to.casefold().startswith("javascript:"):
            self.found.append(f"the link {part.name} leads nowhere without script")
        elif to.startswith("#"):
            self.places.append((to[1:], part.name))


def _is_comfort(part: Part) -> bool:
    return any(name in part.given for name in COMFORTS)


def needs_script(page: str) -> list[str]:
    """Forms that nothing sends, and what is pressed in vain, without script; in words."""
    read = Works(page)
    lost = [f"the link {name} leads nowhere" for to, name in read.places if to not in read.names]
    mute = [
        f"a form without a button: {one.where}"
        for one in read.forms.values()
        if (one.fields or one.by_script) and not one.buttons
    ]
    return read.found + lost + mute
