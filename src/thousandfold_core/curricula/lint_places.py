# SPDX-License-Identifier: Apache-2.0
"""Names and places: ids that fit their folders, and files that have a place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thousandfold_core.curricula import read_activities, read_sessions
from thousandfold_core.curricula.blocks import ID
from thousandfold_core.curricula.findings import Finding, finding
from thousandfold_core.curricula.package import Package, path_of
from thousandfold_core.curricula.reading import MANIFEST, PROGRAMME

_FOLDERS = re.compile(r"(activities|sessions|programme)/.*\.(md|toml)")
_PLACES = (read_activities.PATH, read_activities.HANDOUT, read_sessions.PATH, PROGRAMME)


def lint_places(package: Package) -> Iterator[Finding]:
    """Yield ids that do not fit, sessions with one id, and files in no known place."""
    if package.id and not ID.fullmatch(package.id):
        yield finding("block-id-wrong", MANIFEST, 0, id=package.id)
    yield from _activity_ids(package)
    yield from _session_ids(package)
    for path in package.files:
        if _FOLDERS.fullmatch(path) and not any(place.fullmatch(path) for place in _PLACES):
            yield finding("path-unknown", path)


def _activity_ids(package: Package) -> Iterator[Finding]:
    """Yield front matters whose id is not the name of their folder."""
    for activity in package.activities.values():
        for language, document in activity.texts.items():
            found = document.front.data.get("id", activity.id)
            path = path_of(f"activities/{activity.id}/", language)
            if found != activity.id:
                line = document.front.line_of("id")
                yield finding("id-differs", path, line, found=found, wanted=activity.id)
            for key in ("id", "title"):
                if document.front.data and not document.front.data.get(key):
                    yield finding("key-missing", path, 1, key=key)


def _session_ids(package: Package) -> Iterator[Finding]:
    """Yield a session whose id another one has already."""
    seen: set[str] = set()
    for session in package.sessions:
        if session.id in seen:
            yield finding("id-twice", session.path, 0, id=session.id)
        seen.add(session.id)
