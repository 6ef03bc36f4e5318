# SPDX-License-Identifier: AGPL-3.0-or-later
"""The trail's links: the key beside the data, and what of a stored line is linked.

Whoever can write the database but not read the folder of keys cannot make a trail that
fits. Whoever has both can; then only an anchor kept elsewhere tells (docs/decisions/0108).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

from django.conf import settings

from thousandfold.settings.keys import key_file
from thousandfold_core.chain import Fault, Finding, Line, Report, look_through

#: The act of blanking lines, and where its details hold their numbers.
BLANKED, NUMBERS = "blanked_details", "numbers"
#: So many digits of a link are written down: eighty bits.
WRITTEN = 20


def key() -> bytes:
    """The key of the links: a file in the folder of keys, made at the first line."""
    return key_file(settings.DATA / "keys" / "trail.key").encode("ascii")


def facts_of(entry: Any) -> tuple[str, ...]:
    """What of a line never changes, as texts that are the same on every database."""
    return (
        str(entry.pk),
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        str(entry.actor or ""),
        entry.verb,
        entry.thing,
        str(entry.thing_id or ""),
    )


def details_of(entry: Any) -> str:
    """The details as one text; empty once they were blanked."""
    if not entry.salt and not entry.details:
        return ""
    return json.dumps(entry.details, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def line_of(entry: Any) -> Line:
    """A stored entry as a line of the chain."""
    given = entry.details if isinstance(entry.details, dict) else {}
    said = str(given.get(NUMBERS, "")) if entry.verb == BLANKED else ""
    blanks = frozenset(int(one) for one in said.split() if one.isdigit())
    facts, details = facts_of(entry), details_of(entry)
    return Line(entry.number, facts, details, entry.salt, entry.mark, entry.link, blanks)


def look_over(host_id: Any, entries: Any, anchors: Mapping[int, str] | None = None) -> Report:
    """Look through a host's entries (a query set); ``anchors`` as written down elsewhere.

    A line that the database cannot give back as what it was is a finding too.
    """
    try:
        return look_through(key(), str(host_id), _lines(entries), anchors)
    except (ValueError, TypeError, AttributeError):
        return Report((Finding(Fault.CHANGED, 0),), 0, "")


def _lines(entries: Any) -> Iterator[Line]:
    for entry in entries.order_by("number", "pk").iterator(2000):
        yield line_of(entry)


def written(number: int, link: str) -> str:
    """An anchor as people write it down: the number, and twenty digits in fours."""
    return " ".join([str(number), *(link[i : i + 4] for i in range(0, WRITTEN, 4))])


def read_anchor(text: str) -> dict[int, str]:
    """The anchor that somebody typed from paper; empty when it is none.

    The number comes first, then at least sixteen hexadecimal digits, with or without spaces.
    """
    first, *rest = text.replace("-", " ").lower().split() or [""]
    digits = "".join(rest)
    if not first.isdecimal() or len(digits) < 16 or set(digits) - set("0123456789abcdef"):
        return {}
    return {int(first): digits}
