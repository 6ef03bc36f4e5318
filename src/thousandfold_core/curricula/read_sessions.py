# SPDX-License-Identifier: Apache-2.0
"""Reading the session files of a package."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import time
from typing import Any

from thousandfold_core.curricula.catalogue import WANTED
from thousandfold_core.curricula.fields import Fields
from thousandfold_core.curricula.findings import Finding
from thousandfold_core.curricula.frontmatter import read_toml
from thousandfold_core.curricula.lines import keep_lines, line_of_key
from thousandfold_core.curricula.package import Day, Item, Session

PATH = re.compile(r"sessions/[^/]+\.toml")
_DAY = re.compile(r"\s*\[\[\s*day\s*\]\]")
_HEADER = re.compile(r"\s*\[\[")
_ITEM = re.compile(r"\s*\[\[\s*day\s*\.\s*item\s*\]\]")


def read_sessions(
    files: Mapping[str, str], source: str, findings: list[Finding]
) -> tuple[Session, ...]:
    """Return the sessions in the order of their file names."""
    paths = sorted(path for path in files if PATH.fullmatch(path))
    return tuple(_session(path, files[path], source, findings) for path in paths)


def _session(path: str, text: str, source: str, findings: list[Finding]) -> Session:
    """Read one session file."""
    before = len(findings)
    data, problems = read_toml(text, path)
    findings.extend(problems)
    if problems:
        return Session("", {}, (), path)
    fields = Fields(data, path, findings, lambda key: max(1, line_of_key(text, key)))
    found = Session(
        fields.text("id"),
        fields.words("title", source),
        tuple(_days(fields, text, source)),
        path,
    )
    if not found.days and len(findings) == before:
        fields.note("key-missing", "day", key="[[day]]")
    return found


def _tables(fields: Fields, key: str) -> list[dict[str, Any]]:
    """Return a list of tables; anything else in it is a finding."""
    value = fields.anything(key)
    if not all(isinstance(each, dict) for each in value):
        fields.note("key-wrong", key, key=key, wanted=WANTED["tables"])
    return [each for each in value if isinstance(each, dict)]


def _lines_of(pattern: re.Pattern[str], lines: list[str]) -> Iterator[int]:
    """Yield the line numbers on which a table header stands, then 1 for ever."""
    for number, line in enumerate(lines, start=1):
        if pattern.match(line):
            yield number
    while True:
        yield 1


def _days(fields: Fields, text: str, source: str) -> Iterator[Day]:
    """Yield the days of a session, each with the line of its header."""
    lines = keep_lines(text)
    day_lines, item_lines = _lines_of(_DAY, lines), _lines_of(_ITEM, lines)
    for table in _tables(fields, "day"):
        line = next(day_lines)
        day = _at(table, fields, lines, line)
        items = tuple(
            _item(_at(each, fields, lines, at), source, at)
            for each, at in zip(_tables(day, "item"), item_lines, strict=False)
        )
        title = day.words("title", source)
        starts = day.clock("starts") or time(9)
        yield Day(title, starts, items, day.clock("ends", required=False), line)
        if not items:
            day.note("day-empty")


def _at(table: dict[str, Any], fields: Fields, lines: list[str], line: int) -> Fields:
    """Return the fields of a table whose header is on ``line``; it ends at the next header."""
    end = line
    while end < len(lines) and not _HEADER.match(lines[end]):
        end += 1
    own = "".join(lines[line:end])

    def line_of(key: str) -> int:
        return max(line, line_of_key(own, key, first=line + 1)) if key in table else line

    return Fields(table, fields.path, fields.findings, line_of)


def _item(fields: Fields, source: str, line: int) -> Item:
    """Read one line of the agenda."""
    activity = fields.text("activity", required=False)
    said = {
        "activity": bool(activity),
        "break": fields.flag("break"),
        "meal": fields.flag("meal"),
    }
    kinds = [kind for kind, yes in said.items() if yes]
    title = fields.words("title", source, required=not kinds)
    if len(kinds) > 1:
        fields.note("item-unclear")
    return Item(
        kinds[0] if kinds else "other",
        fields.whole("minutes"),
        activity,
        fields.text("part", required=False),
        title,
        fields.clock("at", required=False),
        fields.one_or_more("debriefs"),
        line,
    )
