# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages for what went wrong."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thousandfold.base.permissions import PUBLIC


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's protection did not match: usually a page that was open for too long."""
    return render(request, "base/form_expired.html", status=403)


form_expired.permission = PUBLIC  # type: ignore[attr-defined]


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Nothing here: the same page for what never was and for what is another host's."""
    return render(request, "404.html", status=404)
