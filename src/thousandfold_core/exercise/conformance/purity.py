# SPDX-License-Identifier: Apache-2.0
"""An exercise is pure: no clock, no network, no unseeded chance; twice counts once."""

from __future__ import annotations

import ast
import inspect
import random
import sys
from collections.abc import Iterator
from typing import Any

from thousandfold_core.exercise.conformance.staging import Played, stage
from thousandfold_core.exercise.protocol import Exercise
from thousandfold_core.exercise.reach import Reach

REFUSED = frozenset(
    [
        "asyncio",
        "django",
        "http",
        "httpx",
        "requests",
        "secrets",
        "socket",
        "sqlite3",
        "ssl",
        "subprocess",
        "thousandfold",
        "time",
        "urllib",
        "uuid",
    ]
)
CLOCKS = frozenset({"now", "today", "utcnow"})
#: Folding each answer twice, one by one, is checked on this many answers.
ONE_BY_ONE = 400


def check_sources(exercise: Exercise) -> list[str]:
    """The package imports no clock, network, database or web framework."""
    found = []
    for name, source in _sources(exercise):
        for node in ast.walk(ast.parse(source)):
            found += [f"{name} uses {what}; hand it in instead." for what in _impure(node)]
    return list(dict.fromkeys(found))


def _sources(exercise: Exercise) -> Iterator[tuple[str, str]]:
    home = type(exercise).__module__
    package = home if "__path__" in vars(sys.modules[home]) else home.rpartition(".")[0]
    for name, module in sorted(sys.modules.items()):
        inside = name == home or (package and name.startswith(package + "."))
        if inside and module is not None:
            try:
                yield name, inspect.getsource(module)
            except (OSError, TypeError):  # built on the fly, nothing to read
                continue


def _impure(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [one.name for one in node.names if one.name.split(".")[0] in REFUSED]
    if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
        return [node.module] if node.module.split(".")[0] in REFUSED else []
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return ["a clock"] if node.func.attr in CLOCKS and not node.args else []
    return []


def check_purity(exercise: Exercise, played: Played) -> list[str]:
    """The same seed gives the same, nothing draws unseeded chance, twice counts once."""
    before = random.getstate()
    again = stage(exercise, len(played.setting.places))
    if again.answers != played.answers:
        return ["Two rehearsals with one seed differ: something draws unseeded chance."]
    one, two = _everything(exercise, played), _everything(exercise, played)
    if one != two or random.getstate() != before:
        return ["Two looks at one run differ: something draws unseeded chance."]
    return _check_repeats(exercise, played)


def _everything(exercise: Exercise, played: Played) -> list[Any]:
    state = exercise.fold_many(exercise.opening(played.setting), played.answers)
    some = played.setting.places[:3]
    return [
        [exercise.reveal(state, step, "en") for step in exercise.steps],
        [exercise.desk(state, step, "en") for step in exercise.steps],
        [exercise.mine(state, place, "en") for place in some],
        [exercise.group_view(state, place, "en") for place in some],
        [exercise.harvest(state, reach) for reach in Reach],
    ]


def _check_repeats(exercise: Exercise, played: Played) -> list[str]:
    """An answer that arrives twice counts once; folding in one go gives the same."""
    answers = played.answers[:ONE_BY_ONE]
    one_by_one = exercise.opening(played.setting)
    for answer in answers:
        one_by_one = exercise.fold(exercise.fold(one_by_one, answer), answer)
    at_once = exercise.fold_many(exercise.opening(played.setting), answers)
    if _seen(exercise, one_by_one, played) != _seen(exercise, at_once, played):
        return ["An answer that arrives twice changes what is shown or harvested."]
    return []


def _seen(exercise: Exercise, state: Any, played: Played) -> list[Any]:
    mine = [exercise.mine(state, place, "en") for place in played.setting.places[:3]]
    return [exercise.harvest(state, Reach.ONLY_ME), mine]
