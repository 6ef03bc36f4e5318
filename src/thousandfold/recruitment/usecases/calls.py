# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing a call, opening and closing it."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.doorway.editing import save_edited
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.recruitment.choices import CallState
from thousandfold.recruitment.models import Balance, Call
from thousandfold.recruitment.usecases.refusals import (
    CallAlreadyClosed,
    CallAlreadyOpen,
    CallDecided,
    CallOver,
    ClosesBeforeItOpens,
    SizesCross,
)


def write_call(*, viewer: Viewer, at: datetime, **fields: Any) -> Call:
    """Write a call as a draft, with an unguessable link of its own.

    Raises:
        NotAllowed: unless the viewer may change calls.
        SizesCross, ClosesBeforeItOpens: when the figures do not fit.
    """
    require(viewer, Permission.CALL_CHANGE)
    _check(fields)
    with transaction.atomic():
        call = Call.objects.create(
            host=viewer.host, link=secrets.token_urlsafe(12), created_at=at, **fields
        )
        size = {"kind": "size", "min": call.size_least, "max": call.size_most}
        Balance.objects.create(host=viewer.host, call=call, rules=[size])
        trail.record(viewer, "wrote", call, at)
    return call


def change_call(*, viewer: Viewer, call: Call, based_on: int, at: datetime, **changes: Any) -> Call:
    """Change a call.

    Raises:
        NotAllowed: unless the viewer may change calls.
        CallDecided: once its cohort is seated.
        SizesCross, ClosesBeforeItOpens: when the figures do not fit.
        ChangedMeanwhile: when somebody else saved first.
    """
    require(viewer, Permission.CALL_CHANGE, call)
    if call.state == CallState.DECIDED:
        raise CallDecided
    _check(changes)
    with transaction.atomic():
        saved = save_edited(call, based_on, **changes)
        trail.record(viewer, "changed", saved, at)
    return saved  # type: ignore[return-value]


def open_call(*, viewer: Viewer, call: Call, today: date, at: datetime) -> Call:
    """Open a call: its link takes nominations.

    Raises:
        NotAllowed: unless the viewer may change calls.
        CallAlreadyOpen, CallDecided: when there is nothing to open.
        CallOver: when its last day has passed.
    """
    require(viewer, Permission.CALL_CHANGE, call)
    if call.state == CallState.OPEN:
        raise CallAlreadyOpen
    if call.closes_on < today:
        raise CallOver(day=call.closes_on)
    return _turn(viewer, call, CallState.OPEN, "opened", at)


def close_call(*, viewer: Viewer, call: Call, at: datetime) -> Call:
    """Close a call: nobody can nominate any more; it may be opened again.

    Raises:
        NotAllowed: unless the viewer may change calls.
        CallAlreadyClosed, CallDecided: when there is nothing to close.
    """
    require(viewer, Permission.CALL_CHANGE, call)
    if call.state in (CallState.CLOSED, CallState.DRAFT):
        raise CallAlreadyClosed
    return _turn(viewer, call, CallState.CLOSED, "closed", at)


def _turn(viewer: Viewer, call: Call, state: CallState, verb: str, at: datetime) -> Call:
    if call.state == CallState.DECIDED:
        raise CallDecided
    with transaction.atomic():
        saved = save_edited(call, call.version, state=state)
        trail.record(viewer, verb, saved, at)
    return saved  # type: ignore[return-value]


def _check(fields: dict[str, Any]) -> None:
    if fields["size_least"] > fields["size_most"]:
        raise SizesCross
    if fields["closes_on"] < fields["opens_on"]:
        raise ClosesBeforeItOpens
