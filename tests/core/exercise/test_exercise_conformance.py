"""The conformance suite turns red: for each promise, an exercise that breaks it."""

from __future__ import annotations

import random
import sys
import types
from dataclasses import replace

import pytest

from stand_ins.weather.weather_check_in import WEATHER, WeatherCheckIn
from thousandfold_core.exercise import (
    Act,
    Door,
    Field,
    Harvested,
    Items,
    Reach,
    Screen,
    Setting,
    Shown,
    Words,
)
from thousandfold_core.exercise.conformance import check
from thousandfold_core.exercise.conformance.purity import check_sources


def everything(state, **which):
    return [Shown(one.text("words")) for one in state.record.items("weather", **which)]


class LeaksOnTheProjector(WeatherCheckIn):
    def reveal(self, state, step, language):
        return Screen("", (Items("", tuple(everything(state))),))


class LeaksInTheHarvest(WeatherCheckIn):
    def harvest(self, state, reach):
        return super().harvest(state, Reach.ONLY_ME)


class LeaksToTheDesk(WeatherCheckIn):
    def desk(self, state, step, language):
        return self.reveal_all(state)

    def reveal_all(self, state):
        return Screen("", (Items("", tuple(everything(state))),))


class LeaksOnAPhone(WeatherCheckIn):
    def reveal_on(self, state, step, language, surface):
        return Screen("", (Items("", tuple(everything(state))),))


class LeaksOnANeighboursPhone(WeatherCheckIn):
    def mine_on(self, state, place, language, surface):
        return Screen("", (Items("", tuple(everything(state))),))


class LeaksToANeighbour(WeatherCheckIn):
    def mine(self, state, place, language):
        return Screen("", (Items("", tuple(everything(state))),))


class LeaksToAnotherTable(WeatherCheckIn):
    def group_view(self, state, place, language):
        return Screen("", (Items("", tuple(everything(state, reach=Reach.GROUP))),))


class LeaksInAQuestion(WeatherCheckIn):
    def asks(self, state, step, place):
        said = everything(state)
        return (replace(WEATHER, about=said[0].text if said else ""),)


class CanBeGuessed(WeatherCheckIn):
    def reveal(self, state, step, language):
        shown = everything(state, reach=Reach.COHORT_UNNAMED)
        return Screen("", (Items("", tuple(shown)),))


class NamesPlaces(WeatherCheckIn):
    def reveal(self, state, step, language):
        return Screen("", (Items("", tuple(Shown(p) for p in state.setting.places)),))


class ShowsWhatWasTakenBack(WeatherCheckIn):
    def harvest(self, state, reach):
        told = [one for each in state.record.revisions.values() for one in each]
        return tuple(
            Harvested("weather", "k", one.text("words"), one.reach, one.place)
            for one in told
            if one.act is Act.GIVE and one.reach >= reach
        )


class ForgetsTheCapOfAField(WeatherCheckIn):
    def asks(self, state, step, place):
        nearer = tuple(replace(one, widest=Reach.ONLY_ME) for one in WEATHER.fields)
        return (replace(WEATHER, fields=nearer),)


class DrawsWhileAsking(WeatherCheckIn):
    def asks(self, state, step, place):
        return super().asks(state, step, place) if random.random() < 0.9 else ()


class ShufflesUnseeded(WeatherCheckIn):
    def reveal(self, state, step, language):
        random.random()
        return super().reveal(state, step, language)


class GivesWhatItsCardDoesNotName(WeatherCheckIn):
    card = replace(WeatherCheckIn.card, gives=())


class CountsTwice(WeatherCheckIn):
    def opening(self, setting: Setting):
        return replace(super().opening(setting), setting=setting)

    def fold(self, state, answer):
        folded = super().fold(state, answer)
        seed = state.setting.seed + "+"
        return replace(folded, setting=replace(state.setting, seed=seed))

    def harvest(self, state, reach):
        return (Harvested("count", state.setting.seed, "", Reach.PUBLIC),)


class ForgetsSpanishOnTheCard(WeatherCheckIn):
    card = replace(WeatherCheckIn.card, purpose=Words("Arrive in the room."))


class ForgetsSpanishInAQuestion(WeatherCheckIn):
    def asks(self, state, step, place):
        return (replace(WEATHER, prompt=Words("What is your weather today?")),)


class StumblesOverAPass(WeatherCheckIn):
    def reveal(self, state, step, language):
        first = list(state.record.items("weather", reach=Reach.ON_MY_DEVICE))
        if step.id == "sky" and not first:
            raise IndexError
        return super().reveal(state, step, language)


class DeepAndWide(WeatherCheckIn):
    def asks(self, state, step, place):
        door = Door(Words("Deep", "Hondo"), Words("Light", "Ligero"))
        return (replace(WEATHER, door=door, reach=Reach.GROUP),)


class UnknownField(WeatherCheckIn):
    def asks(self, state, step, place):
        return (replace(WEATHER, fields=(*WEATHER.fields, Field("x", Words("x", "x"), "mood"))),)


class NoNotes(WeatherCheckIn):
    steps = tuple(replace(step, note=None) for step in WeatherCheckIn.steps)


class ReturnsUnderALetter(WeatherCheckIn):
    steps = tuple(replace(step, moments=("first", "a")) for step in WeatherCheckIn.steps)


class NeverAsks(WeatherCheckIn):
    def asks(self, state, step, place):
        return ()


SABOTAGE = [
    (LeaksOnTheProjector, "screen of step"),
    (LeaksInTheHarvest, "harvest at"),
    (LeaksToTheDesk, "screen of step"),
    (LeaksToANeighbour, "own page"),
    (LeaksOnAPhone, "screen of step"),
    (LeaksOnANeighboursPhone, "own page"),
    (LeaksToAnotherTable, "group's page"),
    (LeaksInAQuestion, "asks of step"),
    (CanBeGuessed, "fewer than four"),
    (NamesPlaces, "shows a place"),
    (ShowsWhatWasTakenBack, "taken back"),
    (ForgetsTheCapOfAField, "given at only_me"),
    (DrawsWhileAsking, "unseeded chance"),
    (ShufflesUnseeded, "unseeded chance"),
    (CountsTwice, "arrives twice"),
    (GivesWhatItsCardDoesNotName, "which the card does not give"),
    (ForgetsSpanishOnTheCard, "missing in es"),
    (ForgetsSpanishInAQuestion, "missing in es"),
    (StumblesOverAPass, "everybody passes"),
    (DeepAndWide, "must start at only-me"),
    (UnknownField, "has the kind"),
    (NoNotes, "note for the facilitator"),
    (ReturnsUnderALetter, "what these returns are"),
    (NeverAsks, "gave no answer"),
]


def test_the_untouched_exercise_conforms():
    assert check(WeatherCheckIn()) == []


@pytest.mark.parametrize(
    ("broken", "sentence"), SABOTAGE, ids=lambda one: getattr(one, "__name__", "")
)
def test_a_broken_promise_is_found(broken, sentence):
    found = check(broken())
    assert any(sentence in each for each in found), found


@pytest.mark.parametrize(
    "source",
    [
        "import time",
        "from datetime import datetime\nnow = datetime.now()",
        "import urllib.request",
        "from django.db import models",
        "import uuid",
    ],
)
def test_a_clock_a_network_or_a_framework_in_the_source_is_found(monkeypatch, source):
    name = "outside_package_under_test"
    module = types.ModuleType(name)
    monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr("inspect.getsource", lambda module: source)
    broken = type("Broken", (WeatherCheckIn,), {"__module__": name})()
    assert check_sources(broken)


@pytest.mark.parametrize("language", ["vi", "ar"])
def test_a_host_may_ask_for_further_languages(language):
    assert any(
        f"missing in {language}" in one
        for one in check(WeatherCheckIn(), languages=("en", language))
    )
