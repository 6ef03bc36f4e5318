# SPDX-License-Identifier: AGPL-3.0-or-later
"""Kinds of work that take longer than a page; the apps say them in their ``longer.py``.

A kind has two parts. ``prepare`` computes and may take its time; it changes nothing.
``write`` then changes everything in one short transaction, and the same transaction notes
that the work is done: whatever happens to a worker, the work counts once or not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Job

#: Called with the number of the step that begins.
Tell = Callable[[int], None]


@dataclass(frozen=True)
class Work:
    """One kind of work.

    ``title`` heads its page; ``steps`` are what it does, in order, as people read it;
    ``prepare(viewer, job, tell)`` returns what ``write(viewer, job, prepared)`` needs, which
    returns the address that shows the result. ``section`` is the rail's entry of its page.
    """

    kind: str
    title: Any
    steps: tuple[Any, ...]
    prepare: Callable[[Viewer, Job, Tell], Any]
    write: Callable[[Viewer, Job, Any], str]
    section: str = "host"


_WORKS: dict[str, Work] = {}


def add_work(work: Work) -> None:
    """Add a kind of work."""
    _WORKS[work.kind] = work


def work_of(kind: str) -> Work:
    """The work of a kind.

    Raises:
        KeyError: when no app answers for it.
    """
    return _WORKS[kind]


def works() -> list[Work]:
    """Every kind, by name."""
    return [_WORKS[kind] for kind in sorted(_WORKS)]
