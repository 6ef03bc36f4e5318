"""People at work while backups are made: several processes, fifty acts a second together."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from django.db import connections

#: Writers, each at a host of its own, and the acts a second that each one does.
WRITERS, PACE = 3, 25.0


def a_host(number: int = 0) -> Any:
    """The host that one of the writers does acts at."""
    from factories.hosts import make_host
    from thousandfold.base.models import Host

    slug = f"drill-{number}"
    return Host.objects.filter(slug=slug).first() or make_host(slug)


def begin(home: Path) -> list[int]:
    """Start the writers; their process numbers."""
    for number in range(WRITERS):
        a_host(number)
        told(home, number).touch()
    connections.close_all()
    return [_forked(home, number) for number in range(WRITERS)]


def _forked(home: Path, number: int) -> int:
    child = os.fork()
    if child == 0:
        try:
            _write_for_ever(told(home, number), number)
        finally:
            os._exit(1)
    return child


def end(writers: list[int]) -> None:
    """Kill them in the middle of whatever they do."""
    for one in writers:
        os.kill(one, 9)
        os.waitpid(one, 0)


def told(home: Path, number: int) -> Path:
    """Where a writer notes each act that the database acknowledged."""
    return home / f"acknowledged-{number}"


def _write_for_ever(note: Path, number: int) -> None:
    """One numbered act after another, at an even pace whatever each one takes."""
    from factories.hosts import AT
    from thousandfold.base import trail
    from thousandfold.base.doorway.viewer import Viewer
    from thousandfold.base.scope import inside

    host, began = a_host(number), time.monotonic()
    with inside(host), note.open("ab", buffering=0) as out:
        for act in range(1, 10**6):
            trail.record(Viewer(host=host), "changed", host, AT, count=act)
            out.write(f"{act}\n".encode())
            time.sleep(max(0.0, began + act / PACE - time.monotonic()))


def acknowledged(home: Path) -> list[int]:
    """The last act of each writer that was acknowledged by now."""
    found = []
    for number in range(WRITERS):
        lines = told(home, number).read_bytes().split(b"\n")[:-1]
        found.append(int(lines[-1]) if lines else 0)
    return found


def lost(before: list[int]) -> list[str]:
    """Acts acknowledged before a moment that are not in the database."""
    from thousandfold.base.models import TrailEntry

    found = []
    for number, last in enumerate(before):
        rows = TrailEntry._base_manager.filter(host__slug=f"drill-{number}", verb="changed")
        there = {one["count"] for one in rows.values_list("details", flat=True)}
        gone = set(range(1, last + 1)) - there
        if gone:
            found.append(f"{len(gone)} acknowledged acts are lost, the first is {min(gone)}.")
    return found
