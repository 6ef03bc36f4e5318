# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages for what went wrong."""

from __future__ import annotations

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from thousandfold.base.permissions import PUBLIC
from thousandfold.base.running.faults import Fault, fault_of

#: What stands for a fault below us: Insufficient Storage, and Service Unavailable.
STATUS = {Fault.FULL: 507, Fault.UNREADABLE: 507, Fault.BUSY: 503, Fault.AWAY: 503}


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's protection did not match: usually a page that was open for too long."""
    return render(request, "base/form_expired.html", status=403)


form_expired.permission = PUBLIC  # type: ignore[attr-defined]


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Nothing here: the same page for what never was and for what is another host's."""
    return render(request, "404.html", status=404)


def broken(request: Any) -> HttpResponse:
    """Something broke: our mistake, or the disk's or the database's, said with what was saved.

    The page is made without asking the database, as that may be what broke.
    """
    fault = fault_of(sys.exc_info()[1])
    if fault is None:
        return HttpResponse(render_to_string("500.html"), status=500)
    acting = getattr(request, "acting", None)
    words = {
        "fault": fault.value,
        "looked": acting is not None and acting.looks,
        "acted": acting is not None and acting.acted,
    }
    return HttpResponse(render_to_string("base/disk.html", words), status=STATUS[fault])
