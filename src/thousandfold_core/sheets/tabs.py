# SPDX-License-Identifier: Apache-2.0
"""A first look at each tab of a workbook, as a stream: how far it reaches, what it holds.

The look is cheap (no grid is built), refuses document types and entities, and lets the
real reader be kept away from a tab that would fill the memory.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.parsers import expat

from thousandfold_core.sheets.archive import Parts

_PLACE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})\Z")
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"


class NotPlainXml(Exception):
    """The part is not well formed, or declares a document type."""


@dataclass
class Look:
    """What one tab holds. Rows and columns count from 1; only cells with content count."""

    is_tab: bool = False
    last_row: int = 0
    last_column: int = 0
    formulas: int = 0
    empty_formulas: int = 0
    errors: int = 0
    merged: int = 0
    hidden_rows: int = 0
    letters: int = 0  # of shared texts, once for each cell that shows one

    @property
    def grid(self) -> int:
        """Rows times columns: what laying the tab out as a full grid would cost."""
        return self.last_row * self.last_column


def look(body: bytes, shared: Sequence[int] = ()) -> Look:
    """Return what a part holds; ``is_tab`` is false if it is no worksheet.

    ``shared``: the length of each shared text of the workbook, as ``shared_lengths`` gives
    them. Raises :class:`NotPlainXml`. Linear in the length of the part.
    """
    watcher = _Watcher(shared)
    _parse(watcher.parser, body)
    return watcher.seen


def shared_lengths(parts: Parts) -> list[int]:
    """Return the length of each text that cells share. Raises :class:`NotPlainXml`.

    A workbook stores a long text once and may show it in a million cells.
    """
    lengths: list[int] = []
    parser = _parser()

    def add(letters: str) -> None:
        if lengths:
            lengths[-1] += len(letters)

    parser.StartElementHandler = _by_local_name({"si": lambda _: lengths.append(0)})
    parser.CharacterDataHandler = add
    for part, body in parts.items():
        if part.lower() == "xl/sharedstrings.xml":
            _parse(parser, body)
    return lengths


def tab_parts(parts: Parts) -> dict[str, str]:
    """Return the part that holds each tab, by tab name, as the workbook declares it."""
    book, links = parts.get("xl/workbook.xml", b""), parts.get("xl/_rels/workbook.xml.rels", b"")
    targets = {m.get("Id"): m.get("Target", "") for m in _elements(links, "Relationship")}
    return {
        m.get("name", ""): posixpath.normpath(
            posixpath.join("/xl", targets.get(m.get(_RELATION), ""))
        ).lstrip("/")
        for m in _elements(book, "sheet")
    }


def _elements(body: bytes, wanted: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    parser = _parser()

    def start(name: str, marks: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == wanted:
            found.append(marks)

    parser.StartElementHandler = start
    _parse(parser, body)
    return found


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse(*_: object) -> None:
        raise NotPlainXml

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    return parser


def _parse(parser: expat.XMLParserType, body: bytes) -> None:
    try:
        parser.Parse(body, True)
    except expat.ExpatError:
        raise NotPlainXml from None


class _Watcher:
    """Follows one part from start to end and counts."""

    def __init__(self, shared: Sequence[int]) -> None:
        self.seen = Look()
        self.lengths = shared
        self.row = self.column = 0
        self.formula = self.shared = False
        self.result = ""
        self.parser = _parser()
        starts = {
            "c": self._enter_cell,
            "v": self._enter_content,
            "is": self._enter_content,
            "f": self._enter_formula,
            "row": self._enter_row,
            "mergeCell": self._meet_merged,
            "worksheet": self._meet_tab,
        }
        self.parser.StartElementHandler = _by_local_name(starts)
        self.leave = _by_local_name({"c": self._leave_cell})  # on only inside some cells

    def _enter_row(self, marks: dict[str, str]) -> None:
        number = marks.get("r", "")
        self.row = int(number) if number.isdecimal() and len(number) < 9 else self.row + 1
        self.column = 0
        self.seen.hidden_rows += marks.get("hidden") in ("1", "true")

    def _enter_cell(self, marks: dict[str, str]) -> None:
        place = _PLACE.match(marks.get("r", ""))
        if place:
            self.column, self.row = _column_number(place[1].upper()), int(place[2])
        else:
            self.column += 1
        self.formula, self.result = False, ""
        self.shared = marks.get("t") == "s"
        self.seen.errors += marks.get("t") == "e"
        if self.shared:
            self.parser.EndElementHandler = self.leave

    def _enter_content(self, _marks: dict[str, str]) -> None:
        if self.row > self.seen.last_row:
            self.seen.last_row = self.row
        if self.column > self.seen.last_column:
            self.seen.last_column = self.column
        if self.formula or self.shared:
            self.parser.CharacterDataHandler = self._meet_result

    def _enter_formula(self, marks: dict[str, str]) -> None:
        self._enter_content(marks)
        self.formula = True
        self.parser.EndElementHandler = self.leave

    def _meet_result(self, letters: str) -> None:
        self.result += letters.strip()

    def _leave_cell(self) -> None:
        self.parser.CharacterDataHandler = self.parser.EndElementHandler = None
        self.seen.formulas += self.formula
        self.seen.empty_formulas += self.formula and not self.result
        if self.shared and self.result.isdecimal() and len(self.result) < 9:
            self.seen.letters += sum(self.lengths[int(self.result) : int(self.result) + 1])
        self.formula = self.shared = False

    def _meet_merged(self, _marks: dict[str, str]) -> None:
        self.seen.merged += 1

    def _meet_tab(self, _marks: dict[str, str]) -> None:
        self.seen.is_tab = True


def _by_local_name(handlers: dict[str, Callable[..., None]]) -> Callable[..., None]:
    """Return a handler that picks by the name without its namespace, remembering each."""
    known: dict[str, Callable[..., None] | None] = {}

    def handle(name: str, *marks: dict[str, str]) -> None:
        if name not in known:
            known[name] = handlers.get(name.rpartition(" ")[2])
        handler = known[name]
        if handler:
            handler(*marks)

    return handle


@lru_cache(maxsize=1024)
def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
