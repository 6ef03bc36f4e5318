"""Which of all kept pages are walked through on every change: together they hold every kind of
control in every kind of place. At night it is all of them."""

from __future__ import annotations

import os
from html.parser import HTMLParser

from promises.looking.collecting import Shown

CONTROLS = {"a", "area", "button", "input", "select", "textarea", "summary"}
ALONE = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "use", "path", "wbr"}
#: How many parts around a control belong to its kind.
AROUND = 2


class Kinds(HTMLParser):
    """The kinds of controls of a page: each by what it is and by the parts that it stands in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[tuple[str, ...]] = set()
        self._in: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A part opens; a control is noted with what is around it."""
        given = dict(attrs)
        what = f"{tag}.{given.get('class') or ''}.{given.get('type') or ''}"
        if tag in CONTROLS or "tabindex" in given:
            self.found.add((*[name for _tag, name in self._in[-AROUND:]], what))
        if tag not in ALONE:
            self._in.append((tag, what))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A part of a drawing that holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        """A part closes, and with it what was left open in it."""
        if any(name == tag for name, _what in self._in):
            while self._in.pop()[0] != tag:
                pass


def at_night() -> bool:
    """True when there is time for everything."""
    return os.environ.get("THOUSANDFOLD_NIGHT") == "1"


def html_of(shown: Shown) -> str:
    """A kept page, in the first of its languages."""
    answer = next(iter(shown.answers.values()))
    return str(answer.content.decode())


def worth_walking(pages: list[Shown]) -> list[Shown]:
    """Pages that hold a kind of control in a kind of place that none before them held.

    All of them at night.
    """
    if at_night():
        return pages
    known: set[tuple[str, ...]] = set()
    chosen = []
    for one in sorted(pages, key=lambda page: -len(html_of(page))):
        kinds = Kinds(html_of(one)).found
        if not kinds <= known:
            chosen.append(one)
        known |= kinds
    return chosen
