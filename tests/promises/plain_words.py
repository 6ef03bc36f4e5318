"""What stands on a page in Latin letters although the page is in the made-up language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from promises.pseudo import PSEUDO

READ_OUT = ("aria-label", "placeholder", "alt", "title", "data-label", "data-over")
SILENT = {"script", "style", "code", "pre", "kbd"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
#: What is the same in every language: addresses, files, versions, codes that are read out.
SAME = re.compile(
    r"Thousandfold|\S+@\S+|https?://\S+|\btestserver\S*|\bCC-[\w.-]+|\b(?:AM|PM)\b"
    r"|[\w-]+\.(?:csv|xlsx|ics|pdf|svg|txt)\b|\b[0-9A-Z]{3} [0-9A-Z]{3}\b|\b[0-9A-F]{6}\b|\b[0-9a-f-]{36}\b"
)
WORD = re.compile(r"[A-Za-z]{2,}")


class Texts(HTMLParser):
    """Every text that is seen or read out, but code and words that say which language they are."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []
        self._drawn: list[str] | None = None
        self.feed(page)

    @property
    def quiet(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        other = given.get("lang", PSEUDO) != PSEUDO
        quiet = self.quiet or other or tag in SILENT
        self._drawn = [] if tag == "text" else self._drawn
        if not quiet:
            self.found += [given[name] or "" for name in READ_OUT if name in given]
        if tag not in VOID:
            self.open.append((tag, quiet))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag == "text" and self._drawn is not None:
            self.found.append(" ".join(self._drawn))
            self._drawn = None
        while self.open and tag in [name for name, _ in self.open]:
            if self.open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.quiet:
            # The words of a drawing are broken into lines; they are read as one text.
            (self.found if self._drawn is None else self._drawn).append(" ".join(data.split()))


class Reader:
    """Finds plain words on a page that are nobody's own words and no name."""

    def __init__(self, data: Iterable[str]) -> None:
        known = {one for text in data for one in _parts(text)}
        self._whole = frozenset(known)
        self._inside = sorted((one for one in known if len(one) > 1), key=len, reverse=True)

    def plain(self, page: str) -> list[str]:
        """The texts of a page with letters that no translator touched, each once."""
        return [one for one in dict.fromkeys(Texts(page).found) if self._is_plain(one)]

    def _is_plain(self, text: str) -> bool:
        left = SAME.sub(" ", text)
        if not WORD.search(left) or text in self._whole:
            return False
        for one in self._inside:
            if one in left:
                left = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", " ", left)
        return bool(WORD.search(left))


def _parts(text: str) -> list[str]:
    """A text without extra spaces, and each of its lines."""
    return [" ".join(one.split()) for one in (text, *text.splitlines())]
