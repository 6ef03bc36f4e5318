# SPDX-License-Identifier: Apache-2.0
"""Flow: what an activity needs comes before it; heat is followed by a debrief and by calm.

Method: strong feelings are "channelled, not avoided"; report's account of the
Forest exercise, and the linter row of the curriculum specification.
"""

from __future__ import annotations

from collections.abc import Iterator

from thousandfold_core.curricula.findings import Finding, finding
from thousandfold_core.curricula.package import Activity, Day, Item, Package, path_of


def lint_flow(package: Package) -> Iterator[Finding]:
    """Yield unmet needs, missing debriefs, heat upon heat, and aims that lead nowhere."""
    yield from _needs(package)
    yield from _heat(package)
    for activity in package.activities.values():
        if activity.original is not None:
            yield from _debrief_said(activity)
            yield from _aims(package, activity)
    yield from _untouched(package)


def _needs(package: Package) -> Iterator[Finding]:
    """Yield needs that nothing earlier on the agenda gives (each once an activity)."""
    given: set[str] = set()
    told: set[tuple[str, str]] = set()
    for session, _, item in package.agenda():
        activity = package.activities.get(item.activity)
        if activity is None:
            continue
        for need in activity.needs:
            if need not in given and (activity.id, need) not in told:
                told.add((activity.id, need))
                params = {"activity": activity.id, "need": need}
                yield finding("need-unmet", session.path, item.line, **params)
        given.update(activity.gives, (activity.id,))


def _heat(package: Package) -> Iterator[Finding]:
    """Yield high heat without a debrief, and two of high heat in a row."""
    for session in package.sessions:
        for day in session.days:
            hot = [each for each in _played(package, day) if each[2].heat == "high"]
            for place, item, activity in hot:
                if not (_has_debrief(activity) or _debriefed_later(day, place)):
                    params = {"activity": activity.id}
                    yield finding("debrief-missing", session.path, item.line, **params)
            yield from _together(package, day, session.path)


def _played(package: Package, day: Day) -> list[tuple[int, Item, Activity]]:
    """Return the day's items that play a known activity, with their places."""
    return [
        (place, item, package.activities[item.activity])
        for place, item in enumerate(day.items)
        if item.activity in package.activities
    ]


def _has_debrief(activity: Activity) -> bool:
    """Return whether an activity debriefs itself."""
    return activity.original is not None and bool(activity.original.of_kind("debrief"))


def _debriefed_later(day: Day, place: int) -> bool:
    """Return whether a later item of the same day debriefs the one at ``place``."""
    activity = day.items[place].activity
    return any(activity in item.debriefs for item in day.items[place + 1 :])


def _together(package: Package, day: Day, path: str) -> Iterator[Finding]:
    """Yield two activities of high heat with nothing but breaks between.

    A meal or any calmer item parts them. Two items of one activity, or two
    that one later item debriefs together, are one whole cut by a break.
    """
    before = ""
    for place, item in enumerate(day.items):
        if item.kind == "break":
            continue
        activity = package.activities.get(item.activity)
        hot = activity.id if activity and activity.heat == "high" else ""
        if hot and before not in ("", hot) and not _one_whole(day, place, before, hot):
            yield finding("heat-together", path, item.line, first=before, second=hot)
        before = hot


def _one_whole(day: Day, place: int, first: str, second: str) -> bool:
    """Return whether one item after ``place`` debriefs both activities."""
    return any({first, second} <= set(item.debriefs) for item in day.items[place + 1 :])


def _debrief_said(activity: Activity) -> Iterator[Finding]:
    """Yield a debrief that is promised and not there, or there and not said."""
    assert activity.original is not None
    path = path_of(f"activities/{activity.id}/", activity.source)
    line = activity.original.front.line_of("debrief")
    if activity.debrief and not _has_debrief(activity):
        yield finding("debrief-promised", path, line)
    if not activity.debrief and _has_debrief(activity):
        yield finding("debrief-unsaid", path, line)


def _aims(package: Package, activity: Activity) -> Iterator[Finding]:
    """Yield aims and tenets that the programme does not have."""
    assert activity.original is not None
    path, front = path_of(f"activities/{activity.id}/", activity.source), activity.original.front
    known = {aim.id for aim in package.programme.aims}
    for aim in activity.aims:
        if aim not in known:
            yield finding("aim-unknown", path, front.line_of("aims"), aim=aim)
    tenets = {aim.tenet for aim in package.programme.aims}
    for tenet in activity.tenets:
        if tenet not in tenets:
            yield finding("tenet-unknown", path, front.line_of("tenets"), tenet=tenet)


def _untouched(package: Package) -> Iterator[Finding]:
    """Yield aims of the programme that nothing on the agenda works on."""
    played = {item.activity for _, _, item in package.agenda()}
    worked = {
        aim for each in played & set(package.activities) for aim in package.activities[each].aims
    }
    path = path_of("programme/", package.source)
    for aim in package.programme.aims:
        if aim.id not in worked:
            line = package.programme.texts[package.source].front.line_of("aims")
            yield finding("aim-untouched", path, line, aim=aim.id)
