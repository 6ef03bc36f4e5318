"""How hard a page is to read: sentences, words and syllables of its English."""

from __future__ import annotations

import re
from html.parser import HTMLParser

#: What ends where it ends, with or without a full stop.
BLOCKS = {
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "label",
    "legend",
    "dt",
    "dd",
    "td",
    "th",
    "button",
    "option",
}
SILENT = {"script", "style", "svg", "head", "code", "textarea", "time"}
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
END = re.compile(r"(?<=[.!?:;])\s+")


class _Blocks(HTMLParser):
    """The texts of a page, block by block."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = [""]
        self._quiet = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._quiet += tag in SILENT
        if tag in BLOCKS:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._quiet -= tag in SILENT
        if tag in BLOCKS:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self.found[-1] += data


def sentences(html: str) -> list[list[str]]:
    """The words of each sentence on a page; what is no whole sentence (a label) is left out."""
    texts = [" ".join(one.split()) for one in _Blocks(html).found]
    cut = [part for text in texts for part in END.split(text) if part.rstrip().endswith((".", "?"))]
    return [words for one in cut if len(words := WORD.findall(one)) > 2]


def syllables(word: str) -> int:
    """About how many syllables an English word has: groups of vowels, without a silent e."""
    low = re.sub(r"[^a-z]", "", word.lower())
    low = re.sub(r"(?:[^laeiouy]es|[^laeiouytd]ed|[^laeiouy]e)$", lambda m: m[0][0], low)
    return max(1, len(re.findall(r"[aeiouy]+", low)))


def grade(said: list[list[str]]) -> float:
    """School years needed to read these sentences (Kincaid and others, 1975)."""
    words = [word for one in said for word in one]
    if not words:
        return 0.0
    long = sum(map(syllables, words)) / len(words)
    return 0.39 * len(words) / len(said) + 11.8 * long - 15.59
