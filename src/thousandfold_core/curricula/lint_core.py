# SPDX-License-Identifier: Apache-2.0
"""What an activity may not be adapted out of: its ``core`` rules, and its exercise.

A fork may change everything except what makes the activity itself. Spec: "a
fork that sets roots to shared-by-default fails core".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from thousandfold_core.curricula.findings import Finding, finding
from thousandfold_core.curricula.package import Activity, Package, path_of

#: Exercise -> rules that every activity on it must keep.
REQUIRED: dict[str, tuple[str, ...]] = {"me-tree": ("share-is-optional", "revisit")}
#: Places on the visibility ladder where a person's words may start unshared.
UNSHARED = ("", "on_my_device", "only_me")


def lint_core(
    package: Package, *, known_exercises: Collection[str] | None = None
) -> Iterator[Finding]:
    """Yield broken core rules; with ``known_exercises`` also exercises that are not there."""
    for activity in package.activities.values():
        if activity.original is None:
            continue
        path = path_of(f"activities/{activity.id}/", activity.source)
        line = activity.original.front.line_of("exercise")
        if known_exercises is not None and activity.exercise not in ("", *known_exercises):
            yield finding("exercise-unknown", path, line, exercise=activity.exercise)
        yield from _core(package, activity, path)


def _core(package: Package, activity: Activity, path: str) -> Iterator[Finding]:
    """Yield rules that are not declared, cannot be checked, or are broken."""
    assert activity.original is not None
    line = activity.original.front.line_of("core")
    required = REQUIRED.get(activity.exercise, ())
    for rule in required:
        if rule not in activity.core:
            yield finding("core-undeclared", path, line, exercise=activity.exercise, rule=rule)
    for rule in dict.fromkeys((*activity.core, *required)):
        if rule in CHECKS:
            yield from CHECKS[rule](package, activity, path, line)
        else:
            yield finding("core-unknown", path, line, rule=rule)


def _share_is_optional(
    package: Package, activity: Activity, path: str, line: int
) -> Iterator[Finding]:
    """Yield steps in which words start shared or must be shared."""
    assert activity.original is not None
    steps = activity.original.of_kind("step")
    for step in steps:
        if step.get("reach") not in UNSHARED or step.get("share") == "required":
            yield finding("core-share-forced", path, step.line, id=step.id)
    if not any(step.get("share") in ("optional", "none") for step in steps):
        yield finding("core-share-unsaid", path, line)


def _revisit(package: Package, activity: Activity, path: str, line: int) -> Iterator[Finding]:
    """Yield an activity to which nobody comes back, in itself or by its exercise."""
    plays = [each for each in _played(package) if _same(each, activity)]
    if len(plays) == 1:
        yield finding("core-never-revisited", path, line)


def _played(package: Package) -> Iterator[Activity]:
    """Yield the activities of the agenda, as often as they are on it."""
    for _, _, item in package.agenda():
        if item.activity in package.activities:
            yield package.activities[item.activity]


def _same(one: Activity, other: Activity) -> bool:
    """Return whether two activities are one, or run the same exercise."""
    return one.id == other.id or (one.exercise != "" and one.exercise == other.exercise)


CHECKS: dict[str, Callable[[Package, Activity, str, int], Iterator[Finding]]] = {
    "share-is-optional": _share_is_optional,
    "revisit": _revisit,
}
