"""Whatever the trail records, it can say in words that translators were given."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from thousandfold.base.trail import act_words, worded_acts
from thousandfold.recruitment.usecases.bulk import ACTIONS

SITE = Path(__file__).resolve().parents[2] / "src" / "thousandfold"
#: Parts of verbs that no caller writes out: where the values come from.
PARTS = {"action": tuple(ACTIONS), "by": ("nominator", "nominee")}


class Verbs:
    """Collects the verbs that the code of one app hands to ``trail.record``."""

    def __init__(self, *sources: str) -> None:
        trees = [ast.parse(source) for source in sources]
        functions = [
            (tree, node)
            for tree in trees
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
        ]
        self.calls = [
            (tree, function, call)
            for tree, function in functions
            for call in ast.walk(function)
            if isinstance(call, ast.Call)
        ]

    def found(self) -> set[str]:
        """Every verb, also where a function gets it from its callers."""
        return {
            verb
            for tree, function, call in self.calls
            if ast.unparse(call.func) == "trail.record"
            for verb in self._said(call.args[1], tree, function)
        }

    def _said(self, written: ast.expr, tree: ast.Module, function: ast.FunctionDef) -> set[str]:
        if isinstance(written, ast.Constant):
            return {written.value}
        if isinstance(written, ast.JoinedStr):
            return self._joined(written, tree, function)
        assert isinstance(written, ast.Name), ast.unparse(written)
        return set(PARTS.get(written.id) or self._handed(written.id, tree, function))

    def _joined(self, written: ast.JoinedStr, *where: Any) -> set[str]:
        found = {""}
        for part in written.values:
            inner = part.value if isinstance(part, ast.FormattedValue) else part
            found = {before + after for before in found for after in self._said(inner, *where)}
        return found

    def _handed(self, name: str, tree: ast.Module, function: ast.FunctionDef) -> Iterator[str]:
        """What callers hand to a function; one that begins with _ is called in its module only."""
        places = [one.arg for one in function.args.args]
        for there, caller, call in self.calls:
            if ast.unparse(call.func).split(".")[-1] != function.name:
                continue
            if function.name.startswith("_") and there is not tree:
                continue
            given = {one.arg: one.value for one in call.keywords} | dict(
                zip(places, call.args, strict=False)
            )
            yield from self._said(given[name], there, caller)


def sources(app: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((SITE / app).rglob("*.py"))]


def stages() -> list[str]:
    return [one.label for one in apps.get_app_configs() if (SITE / one.label).is_dir()]


@cache
def verbs_of(app: str) -> set[str]:
    return Verbs(*sources(app)).found()


@pytest.mark.parametrize("app", stages())
def test_every_verb_that_is_recorded_has_words(app):
    written = (SITE / app / "acts.py").read_text() if verbs_of(app) else ""
    known = {verb for _, verb in worded_acts() if f'"{verb}"' in written}
    assert verbs_of(app) - known == set()


def test_no_words_are_kept_for_what_is_never_recorded():
    recorded = {verb for app in stages() for verb in verbs_of(app)}
    assert {verb for _, verb in worded_acts()} - recorded == set()


def test_every_thing_with_words_is_a_kind_of_row():
    kinds = {model._meta.label_lower for model in apps.get_models()}
    assert {thing for thing, _ in worded_acts()} - kinds == set()


def test_verbs_are_found_wherever_they_are_written():
    """The twin: written out, handed over, and put together."""
    direct = "def seat(row):\n    trail.record(viewer, 'seated', row, at)"
    passed = (
        "def _turn(row, verb):\n    trail.record(viewer, verb, row, at)\n"
        "def open(row):\n    _turn(row, 'opened')"
    )
    named = (
        "def move(*, verb):\n    trail.record(viewer, f'run_{verb}', row, at)\n"
        "def close():\n    move(verb='close')"
    )
    assert Verbs(direct, passed, named).found() == {"seated", "opened", "run_close"}


def test_an_act_without_words_is_shown_as_it_was_recorded():
    assert act_words("recruitment.cohort", "flown") == "flown"
