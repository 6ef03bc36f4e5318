# SPDX-License-Identifier: AGPL-3.0-or-later
"""A list of 300 people read, looked at, imported and taken back, at one host."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from scaling.reading import account_of
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import viewer_at
from thousandfold.base.models import Host
from thousandfold.base.scope import inside
from thousandfold.recruitment.models import Call
from thousandfold.recruitment.usecases import imports
from thousandfold.recruitment.usecases.bulk import undo_batch

ROWS = 300


def bring(host: Host) -> dict[str, float]:
    """Seconds of each part."""
    told: dict[str, float] = {}
    with inside(host):
        viewer = viewer_at(account_of(host, RoleKind.STAFF), host)
        call = Call.objects.filter(state="open").order_by("-created_at")[0]
        given = {"data": _sheet(), "filename": "people.csv", "at": timezone.now()}
        upload = _timed(
            told, "read", lambda: imports.upload_sheet(viewer=viewer, call=call, **given)
        )
        _timed(told, "look", lambda: imports.planned(upload, timezone.now()))
        seen = imports.fingerprint(call)
        batch = _timed(
            told,
            "apply",
            lambda: imports.apply_upload(
                viewer=viewer, upload=upload, seen=seen, at=timezone.now()
            ),
        )
        _timed(told, "undo", lambda: undo_batch(viewer=viewer, batch=batch, at=timezone.now()))
    return told


def _timed(told: dict[str, float], name: str, act: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    found = act()
    told[name] = round(time.perf_counter() - began, 2)
    return found


def _sheet() -> bytes:
    lines = ["Name,Email,Town,Organisation,Gender"]
    lines += [
        f"Rosa Núñez {n},rosa{n}@import.example,Gilroy,Council {n % 9},f" for n in range(ROWS)
    ]
    return "\n".join(lines).encode()
