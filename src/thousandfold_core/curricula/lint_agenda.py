# SPDX-License-Identifier: Apache-2.0
"""Minutes: steps against activities, activities against slots, slots against the day."""

from __future__ import annotations

from collections.abc import Iterator

from thousandfold_core.curricula.agenda import misfits, spoken
from thousandfold_core.curricula.findings import Finding, finding
from thousandfold_core.curricula.package import Activity, Day, Item, Package, path_of
from thousandfold_core.curricula.pauses import LONGEST, pauses_owed
from thousandfold_core.curricula.reading import MANIFEST


def lint_agenda(package: Package) -> Iterator[Finding]:
    """Yield what does not fit in time."""
    for activity in package.activities.values():
        yield from _activity(activity)
    if not package.sessions:
        yield finding("sessions-missing", MANIFEST)
    for session in package.sessions:
        for day in session.days:
            yield from _day(package, day, session.path)
    used = {item.activity for _, _, item in package.agenda()}
    for each in package.activities:
        if each not in used:
            path = path_of(f"activities/{each}/", package.source)
            yield finding("activity-unused", path, 0, activity=each)


def total(activity: Activity, part: str = "") -> int:
    """Return the minutes that the steps of a part take together."""
    return sum(step.minutes or 0 for step in activity.steps(part))


def _activity(activity: Activity) -> Iterator[Finding]:
    """Yield an activity whose own steps take longer than it says."""
    document = activity.original
    if document is None or not activity.minutes.max:
        return
    path, line = f"activities/{activity.id}/{activity.source}.md", document.front.line_of("minutes")
    steps = total(activity)
    if steps > activity.minutes.max:
        yield finding("steps-too-long", path, line, steps=steps, max=activity.minutes.max)
    elif steps > activity.minutes.typical:
        typical = activity.minutes.typical
        yield finding("steps-over-typical", path, line, steps=steps, typical=typical)


def _day(package: Package, day: Day, path: str) -> Iterator[Finding]:
    """Yield items with too little or too much time, a day too long, and pauses owed."""
    for item in day.items:
        if item.kind == "activity":
            yield from _item(package, item, path)
    for each in misfits(day):
        line, real, limit = day.items[each.place].line, spoken(each.real), spoken(each.limit)
        if each.kind == "start":
            yield finding("fixed-start-missed", path, line, at=limit, real=real)
        else:
            yield finding("day-overruns", path, day.line, ends=limit, real=real)
    for stretch in pauses_owed(day, package.activities):
        line = day.items[stretch.place].line
        yield finding("break-owed", path, line, minutes=stretch.minutes, most=LONGEST)


def _item(package: Package, item: Item, path: str) -> Iterator[Finding]:
    """Yield one item of the agenda whose activity does not fit its minutes."""
    activity = package.activities.get(item.activity)
    if activity is None:
        yield finding("activity-unknown", path, item.line, activity=item.activity)
        return
    if item.part and item.part not in activity.parts:
        yield finding("part-unknown", path, item.line, activity=item.activity, part=item.part)
        return
    least = total(activity, item.part)
    if not item.part:
        least = max(least, activity.minutes.min)
        most = activity.minutes.max
        if most and item.minutes > most:
            params = {"activity": activity.id, "minutes": item.minutes, "most": most}
            yield finding("item-too-long", path, item.line, **params)
    if item.minutes and item.minutes < least:
        params = {"activity": activity.id, "minutes": item.minutes, "least": least}
        yield finding("item-too-short", path, item.line, **params)
