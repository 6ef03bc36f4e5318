# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demo region as plain text, and reading it."""

from __future__ import annotations

import tomllib
import unicodedata
from datetime import date, datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

#: Addresses of invented people: `.example` never reaches anybody (RFC 2606).
DOMAIN = "south-bay.example"


@lru_cache(maxsize=8)
def told(name: str) -> dict[str, Any]:
    """The contents of one file, by its name without ending."""
    text = (files(__package__) / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def languages(short: str | list[str]) -> list[str]:
    """Languages by name from their short words: "es en"."""
    words = short.split() if isinstance(short, str) else short
    return [told("languages")[word] for word in words]


def address(name: str) -> str:
    """An invented person's e-mail address."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("đ", "d"))
    kept = "".join(ch if ch.isascii() and ch.isalpha() else " " for ch in _bare(plain))
    return f"{'.'.join(kept.split())}@{DOMAIN}"


def _bare(text: str) -> str:
    return "".join(ch for ch in text if not unicodedata.combining(ch) and ch not in "'’ʻ.")


class Days:
    """Days counted from the day of loading, in the host's time zone."""

    def __init__(self, at: datetime, zone: str) -> None:
        self.at, self.zone = at, ZoneInfo(zone)
        self.today = at.astimezone(self.zone).date()

    def day(self, number: int) -> date:
        """The day so many days from today."""
        return self.today + timedelta(days=number)

    def at_hour(self, day: date, hour: int) -> datetime:
        """An hour of a day, at the host."""
        return datetime(day.year, day.month, day.day, hour, tzinfo=self.zone)

    def then(self, number: int, hour: int = 10) -> datetime:
        """An hour of the day so many days from today; never after the loading itself."""
        return min(self.at_hour(self.day(number), hour), self.at)

    def saturday(self, before: int) -> date:
        """The Saturday that is at least so many days ago (negative: ahead)."""
        day = self.day(-before)
        return day - timedelta(days=(day.weekday() - 5) % 7)
