"""The door: an outside package is found, checked and played; a faulty one is refused."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from thousandfold_core.exercise import Reach
from thousandfold_core.exercise.conformance import check
from thousandfold_core.exercise.door import NoSuchExercise, admit
from thousandfold_core.exercise.rehearsal import rehearsed

HERE = Path(__file__).parent
OURS = {"object-share", "me-tree", "forest", "closing"}


@pytest.fixture
def outside(monkeypatch):
    monkeypatch.syspath_prepend(str(HERE / "weather"))


@pytest.fixture
def faulty(monkeypatch):
    monkeypatch.syspath_prepend(str(HERE / "faulty"))


def test_our_own_exercises_come_through_the_same_door():
    assert set(admit().exercises) >= OURS
    assert admit().refused == {}


def test_an_outside_package_plays_beside_ours(outside):
    admitted = admit()
    weather = admitted.exercise("weather-check-in")
    assert check(weather) == []
    answers, state = rehearsed(weather, 12, seed=1)
    assert answers and weather.harvest(state, Reach.COHORT_UNNAMED)


def test_the_outside_package_knows_nothing_but_the_public_door():
    tree = ast.parse((HERE / "weather" / "weather_check_in.py").read_text())
    known = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert known == {"__future__", "thousandfold_core.exercise"}


def test_faulty_packages_are_refused_with_a_sentence_and_the_rest_load(outside, faulty):
    admitted = admit()
    assert set(admitted.exercises) >= {*OURS, "weather-check-in"}
    assert set(admitted.refused) == {"broken", "wrong", "nameless"}
    assert "could not be loaded" in admitted.refused["broken"]
    assert "does not offer an Exercise" in admitted.refused["wrong"]
    assert "kebab" in admitted.refused["nameless"]


def test_the_first_exercise_of_an_id_stays(outside):
    from importlib.metadata import entry_points

    found = list(entry_points(group="thousandfold.exercises", name="weather-check-in"))
    admitted = admit([*found, *found])
    assert list(admitted.exercises) == ["weather-check-in"]
    assert "share the id" in admitted.refused["weather-check-in"]


def test_asking_for_a_refused_exercise_says_why(faulty):
    with pytest.raises(NoSuchExercise, match="does not offer an Exercise"):
        admit().exercise("wrong")


def test_asking_for_an_unknown_exercise_names_the_installed_ones():
    with pytest.raises(NoSuchExercise, match="me-tree"):
        admit().exercise("forrest")
