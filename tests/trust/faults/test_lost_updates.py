"""Two processes of two threads change one person: no acknowledged save is written over."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from factories.hosts import make_host, make_viewer
from factories.people import make_person
from thousandfold.base.choices import RoleKind
from thousandfold.base.scope import inside
from trust.faults.lives import Lives

NIGHT = os.environ.get("THOUSANDFOLD_NIGHT") == "1"
EDITS = 1_000 if NIGHT else 60


@pytest.fixture
def edited(transactional_db: None, tmp_path: Path) -> Iterator[Lives]:
    """One person that several will change."""
    host = make_host(is_demo=True)
    make_viewer(host, RoleKind.STAFF)
    with inside(host):
        make_person(host)

    made = Lives(tmp_path / "data")
    yield made
    made.ends()


def edited_at_once(lives: Lives, times: int, hole: str = "") -> list[str]:
    """Two processes of two threads change one person: versions that two saves were based on."""
    lives.begins("edit", str(times), *([hole] if hole else []))
    said = list(lives.early)
    lives.begins("edit", str(times), *([hole] if hole else []))
    said += lives.early
    while said.count("over") < 2:
        said.append(lives.hears())
    kept = Counter(one for one in said if one.startswith("kept"))
    [(version,)] = lives.rows("SELECT version FROM people_person")
    wrong = [f"{one} twice" for one, count in kept.items() if count > 1]
    return [*wrong, *([f"version {version}"] if version != 1 + sum(kept.values()) else [])]


@pytest.mark.both
def test_editors_in_threads_and_processes_lose_nothing(edited):
    assert edited_at_once(edited, EDITS) == []


@pytest.mark.both
@pytest.mark.sabotage("test_editors_in_threads_and_processes_lose_nothing")
def test_editors_that_look_at_no_version_are_found(edited):
    assert edited_at_once(edited, EDITS, "blind")
