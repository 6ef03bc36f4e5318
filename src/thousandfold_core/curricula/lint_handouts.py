# SPDX-License-Identifier: Apache-2.0
"""Handouts: each one that a step names is there, and each one there is named."""

from __future__ import annotations

from collections.abc import Iterator

from thousandfold_core.curricula.blocks import Block
from thousandfold_core.curricula.findings import Finding, finding
from thousandfold_core.curricula.package import Activity, Package, path_of


def names_in(step: Block) -> tuple[str, ...]:
    """Return the handouts that a block names, separated by blanks."""
    return tuple(step.get("handout").split())


def lint_handouts(package: Package) -> Iterator[Finding]:
    """Yield handouts that are named and missing, or there and never named."""
    for activity in package.activities.values():
        yield from _activity(activity)


def _activity(activity: Activity) -> Iterator[Finding]:
    """Compare one activity's steps with its handouts."""
    prefix = f"activities/{activity.id}/"
    blocks = activity.original.blocks if activity.original else ()
    named = set()
    for block in blocks:
        for name in names_in(block):
            named.add(name)
            if not activity.handout(name):
                path = path_of(prefix, activity.source)
                yield finding("handout-missing", path, block.line, id=block.id, name=name)
    for handout in activity.handouts:
        if handout.name not in named:
            path = path_of(f"{prefix}handouts/{handout.name}.", activity.source)
            yield finding("handout-unused", path, 0, name=handout.name)
