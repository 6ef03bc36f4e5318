# SPDX-License-Identifier: Apache-2.0
"""TOML front matter: the part of a Markdown file between two ``+++`` lines."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from thousandfold_core.curricula.catalogue import TOO_MUCH
from thousandfold_core.curricula.findings import Finding, finding
from thousandfold_core.curricula.lines import bare, keep_lines, line_of_key

FENCE = "+++"
_AT_LINE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True)
class FrontMatter:
    """The front matter of one file.

    ``raw`` is its text with both fences, byte for byte; ``data`` what it says;
    ``present`` is false when the file has none (then ``raw`` is empty).
    """

    raw: str = ""
    data: dict[str, Any] = field(default_factory=dict, compare=False)
    present: bool = False

    def line_of(self, key: str) -> int:
        """Return the line of ``key`` in the file; 1 when the key is not set."""
        return max(1, line_of_key(self.raw, key))


def read_toml(text: str, path: str, first: int = 1) -> tuple[dict[str, Any], list[Finding]]:
    """Return what a TOML text says, or an empty mapping and a finding with its line.

    ``first`` is the line of the file on which ``text`` begins.
    """
    try:
        return tomllib.loads(text), []
    except tomllib.TOMLDecodeError as error:
        place = _AT_LINE.search(str(error))
        why = _AT_LINE.sub("", str(error))
        last = len(keep_lines(text)) or 1
        line = int(place[1]) if place and place[1] else last
        return {}, [finding("toml-unreadable", path, first + line - 1, why=why)]
    except (ValueError, RecursionError):
        # A number of thousands of digits, or brackets nested thousands deep.
        return {}, [finding("toml-unreadable", path, first, why=TOO_MUCH)]


def split_front_matter(text: str, path: str) -> tuple[FrontMatter, str, list[Finding]]:
    """Return the front matter, the text after it, and what is wrong with it.

    ``front.raw + rest == text`` always holds. A missing closing fence is a
    finding, and the whole text is then the rest.
    """
    lines = keep_lines(text)
    if not lines or bare(lines[0].lstrip("\ufeff")) != FENCE:
        return FrontMatter(), text, [finding("front-matter-missing", path, 1)]
    for number in range(1, len(lines)):
        if bare(lines[number]) == FENCE:
            data, findings = read_toml("".join(lines[1:number]), path, first=2)
            raw = "".join(lines[: number + 1])
            return FrontMatter(raw, data, True), "".join(lines[number + 1 :]), findings
    return FrontMatter(), text, [finding("front-matter-open", path, 1)]


def with_key(front: FrontMatter, key: str, value: str) -> FrontMatter:
    """Return the front matter with the top-level string ``key`` set to ``value``.

    Only one line changes: the one that sets the key, or a new one straight
    after the opening fence (later it might fall into a table).
    """
    if front.data.get(key) == value:
        return front
    lines = keep_lines(front.raw)
    new = f'{key} = "{value}"' + ("\r\n" if lines[0].endswith("\r\n") else "\n")
    setting = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
    places = [number for number, line in enumerate(lines) if setting.match(line)]
    if key in front.data and places:
        lines[places[0]] = new
    else:
        lines.insert(1, new)
    return FrontMatter("".join(lines), {**front.data, key: value}, True)
