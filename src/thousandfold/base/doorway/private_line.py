# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sealed pages open over a private line only (https), whoever asks and from wherever.

A view with ``sealed = True`` shows or takes what is sealed (P5). It is refused before it
runs, so that no view can forget to ask (docs/decisions/0093).
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def is_sealed(view: Any) -> bool:
    """True for a view that says it shows or takes what is sealed."""
    return bool(getattr(getattr(view, "view_class", view), "sealed", False))


def refuse_open_line(request: HttpRequest, view: Any) -> HttpResponse | None:
    """The page that explains, where a sealed view was asked for over an open line."""
    if not is_sealed(view) or request.is_secure():
        return None
    private = settings.ADDRESS + request.path if settings.ADDRESS.startswith("https://") else ""
    words = {"private_address": private}
    return render(request, "base/private_line_needed.html", words, status=403)
