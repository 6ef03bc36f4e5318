# SPDX-License-Identifier: Apache-2.0
"""Which part of the version number a change asks for.

Major: the core or a data contract changed, or an activity went. Minor: the
flow changed. Patch: only words. Runs pin version and digest, so their results
stay readable.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from thousandfold_core.curricula.package import Activity, Item, Package

SIZES = ("none", "patch", "minor", "major")


def change_between(old: Package, new: Package) -> str:
    """Return ``major``, ``minor``, ``patch`` or ``none``: the size of the change.

    Linear in the size of the packages.
    """
    if old.digest == new.digest:
        return "none"
    if set(old.activities) - set(new.activities) or any(
        _promises(old.activities[each]) != _promises(new.activities[each])
        for each in old.activities
    ):
        return "major"
    if set(new.activities) != set(old.activities) or _flow(old) != _flow(new):
        return "minor"
    return "patch"


def next_version(version: str, size: str) -> str:
    """Return the version after a change of some size: ``1.4.2`` + minor = ``1.5.0``.

    ``version`` must be three numbers with dots. Raises ValueError otherwise.
    """
    major, minor, patch = (int(part) for part in version.split("."))
    if size == "major":
        return f"{major + 1}.0.0"
    if size == "minor":
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}" if size == "patch" else version


def _promises(activity: Activity) -> tuple[object, ...]:
    """Return what others rely on: the core, the data contract, what it gives."""
    return activity.exercise, activity.contract, set(activity.core), set(activity.gives)


def _flow(package: Package) -> tuple[object, ...]:
    """Return everything of a package but its words and its credits."""
    return (
        package.languages,
        [(aim.id, aim.tenet) for aim in package.programme.aims],
        [
            (session.id, [(day.starts, day.ends, _bare(day.items)) for day in session.days])
            for session in package.sessions
        ],
        [_shape(activity) for activity in package.activities.values()],
    )


def _bare(items: Iterable[Item]) -> list[Item]:
    """Return items without their titles and lines."""
    return [replace(item, title={}, line=0) for item in items]


def _shape(activity: Activity) -> tuple[object, ...]:
    """Return an activity without its words."""
    blocks = activity.original.blocks if activity.original else ()
    return (
        activity.id,
        activity.minutes,
        activity.group,
        activity.aims,
        activity.needs,
        activity.heat,
        activity.debrief,
        [(block.kind, block.id, block.attrs) for block in blocks],
        [handout.name for handout in activity.handouts],
    )
