# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every page's frame shows: who and where, and the way to the stages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

#: Functions that add rail entries: request -> list of (order, section, label, address)
_RAIL: list[Callable[[Any], list[tuple[int, str, Any, str]]]] = []


def add_to_rail(entries: Callable[[Any], list[tuple[int, str, Any, str]]]) -> None:
    """Let an app add its stages to the rail. It returns only what the viewer may open."""
    _RAIL.append(entries)


def frame(request: HttpRequest) -> dict[str, Any]:
    """The frame's values for templates."""
    host = getattr(request, "host", None)
    return {
        "host": host,
        "viewer": getattr(request, "viewer", None),
        "nav": _Rail(request) if host else [],
    }


class _Rail:
    """The rail, worked out only when a template draws it."""

    def __init__(self, request: Any) -> None:
        self.request = request

    def __iter__(self) -> Any:
        rows = sorted(row for entries in _RAIL for row in entries(self.request))
        path = self.request.path
        found = [(s, label, url) for _, s, label, url in rows]
        here = max((url for _, _, url in found if path.startswith(url)), key=len, default="")
        for section, label, url in found:
            yield {"section": section, "label": label, "url": url, "current": url == here}
