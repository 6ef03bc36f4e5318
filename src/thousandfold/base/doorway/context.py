# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every page's frame shows: who and where, and the way to the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

Row = tuple[int, str, Any, str]

#: Functions that add rail entries: request -> rows of (order, section, label, address)
_RAIL: list[Callable[[Any], list[Row]]] = []
#: Functions that add lines to the person's own menu: request -> rows of (label, address)
_MENU: list[Callable[[Any], list[tuple[Any, str]]]] = []


def add_to_rail(entries: Callable[[Any], list[Row]]) -> Callable[[Any], list[Row]]:
    """Let an app add its stages to the rail. It returns only what the viewer may open."""
    _RAIL.append(entries)
    return entries


def add_to_menu(
    entries: Callable[[Any], list[tuple[Any, str]]],
) -> Callable[[Any], list[tuple[Any, str]]]:
    """Let an app add lines to the person's menu."""
    _MENU.append(entries)
    return entries


def frame(request: HttpRequest) -> dict[str, Any]:
    """The frame's values for templates; each is worked out only when drawn."""
    host = getattr(request, "host", None)
    viewer = getattr(request, "viewer", None)
    inside = host is not None and bool(viewer and viewer.roles)
    return {
        "host": host,
        "viewer": viewer,
        "help": {"url": reverse("pages:help")},
        "nav": SimpleLazyObject(lambda: list(_rail(request))) if inside else [],
        "scope": SimpleLazyObject(lambda: _scope(request)) if inside else None,
        "person_menu": SimpleLazyObject(lambda: _menu(request))
        if viewer and viewer.account
        else None,
    }


def _rail(request: Any) -> Iterator[dict[str, Any]]:
    rows = sorted((row for entries in _RAIL for row in entries(request)), key=lambda row: row[0])
    path = request.path
    # Today's address begins every other one of the host: it is only itself.
    near = (url for _, section, _, url in rows if path == url or section != "today")
    here = max((url for url in near if path.startswith(url)), key=len, default="")
    here = here or next((url for _, section, _, url in rows if section == _section(request)), "")
    for _, section, label, url in rows:
        yield {"section": section, "label": label, "url": url, "current": url == here}


def _section(request: Any) -> str:
    """The stage that a page names itself, where its address does not."""
    view = (
        getattr(request.resolver_match.func, "view_class", None) if request.resolver_match else None
    )
    return getattr(view, "section", "")


def _scope(request: Any) -> dict[str, Any]:
    from thousandfold.base.queries import hosts_of

    host = request.host
    others = [one for one in hosts_of(request.viewer.account) if one != host]
    return {
        "host": {"label": host.name, "url": reverse("pages:today", args=[host.slug])},
        "cohort": getattr(request, "cohort_scope", None),
        "choices": [
            {"label": one.name, "url": reverse("pages:today", args=[one.slug])} for one in others
        ],
    }


def _menu(request: Any) -> dict[str, Any]:
    rows = [row for entries in _MENU for row in entries(request)]
    return {
        "name": str(request.viewer.account),
        "items": [
            {"label": label, "url": url, "current": url == request.path} for label, url in rows
        ],
    }
