# SPDX-License-Identifier: AGPL-3.0-or-later
"""The first four phases of a cohort's path: invite, nominate, review, select."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.hooks import PhaseState
from thousandfold.base.permissions import Permission, may
from thousandfold.recruitment.choices import CallState
from thousandfold.recruitment.models import Call
from thousandfold.recruitment.queries.calls import counts_of


def phases_of(viewer: Viewer, call: Call) -> list[PhaseState]:
    """Where a call stands on its way, with a figure for each phase."""
    counts = counts_of(viewer, call)
    live = counts.get("sent", 0) + counts.get("confirmed", 0)
    started, decided = call.state != CallState.DRAFT, call.state == CallState.DECIDED
    reading = call.state == CallState.CLOSED
    opened = call.marks_opened_at is not None
    rows = [
        ("invite", _("Invite"), started, not started, "", "call"),
        (
            "nominate",
            _("Nominate"),
            started and call.state != CallState.OPEN,
            call.state == CallState.OPEN,
            str(live) if live else "",
            "nominations",
        ),
        ("review", _("Read and score"), opened or decided, reading and not opened, "", "committee"),
        ("select", _("Select"), decided, reading and opened, _size(call), "compose"),
    ]
    return [_state(viewer, call, *row) for row in rows]


def _state(
    viewer: Viewer, call: Call, key: str, label: Any, done: bool, now: bool, note: str, page: str
) -> PhaseState:
    state = "done" if done else "now" if now else "todo"
    return PhaseState(key, label, state, note, _url(viewer, call, page))


_NEEDS = {
    "nominations": Permission.NOMINATION_SEE,
    "compose": Permission.COHORT_COMPOSE,
}


def _url(viewer: Viewer, call: Call, page: str) -> str:
    if viewer.host is None or not may(viewer, _NEEDS.get(page, Permission.CALL_SEE), call):
        return ""
    return reverse(f"recruitment:{page}", args=[viewer.host.slug, call.pk])


def _size(call: Call) -> str:
    if call.size_least == call.size_most:
        return str(call.size_most)
    return say("%(least)s–%(most)s") % {"least": call.size_least, "most": call.size_most}
