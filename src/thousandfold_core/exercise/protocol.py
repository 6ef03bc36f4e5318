# SPDX-License-Identifier: Apache-2.0
"""The door for exercises: what a package brings and what it may lean on."""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from thousandfold_core.exercise.answers import Act, Answer, Harvested
from thousandfold_core.exercise.asks import Ask
from thousandfold_core.exercise.card import Card, Step
from thousandfold_core.exercise.reach import Reach
from thousandfold_core.exercise.rehearsal import REHEARSAL, play
from thousandfold_core.exercise.screen import Screen, Surface


@dataclass(frozen=True)
class Setting:
    """What surrounds a run, handed in by the site.

    Attributes:
        seed: for every draw and shuffle of this run.
        places: everybody at the table, in the order they joined.
        carried: what earlier exercises of this cohort left, each with the reach
            its author allows now. Read it with :meth:`brought` (fit for others)
            and :meth:`brought_by` (for its author alone).
        groups: place to number of its small group at this moment.
        sectors, sides: place to declared sector and to "inside" or "outside";
            used in figures over three people or more, never shown for one.
        moment: "first" or the letter of a return.
    """

    seed: str = "0"
    places: tuple[str, ...] = ()
    carried: tuple[Harvested, ...] = ()
    groups: Mapping[str, int] = field(default_factory=dict)
    sectors: Mapping[str, str] = field(default_factory=dict)
    sides: Mapping[str, str] = field(default_factory=dict)
    moment: str = "first"

    def brought(self, kind: str, reach: Reach = Reach.COHORT_UNNAMED) -> tuple[Harvested, ...]:
        """What was carried here of a kind and may travel as far as ``reach``."""
        return tuple(one for one in self.carried if one.kind == kind and one.reach >= reach)

    def brought_by(self, place: str, kind: str) -> tuple[Harvested, ...]:
        """What this place brought of a kind, however near it is kept; for its eyes only."""
        return tuple(one for one in self.carried if one.kind == kind and one.place == place)

    def table_of(self, place: str) -> tuple[str, ...]:
        """The other places in the small group of this one, in order."""
        mine = self.groups.get(place)
        others = [one for one in self.groups if one != place and self.groups[one] == mine]
        return tuple(sorted(others)) if mine is not None else ()


class Exercise(ABC):
    """An exercise: its card, its steps, and pure functions over its answers.

    No method may read a clock, a network, a file, or unseeded chance.
    """

    card: Card
    steps: tuple[Step, ...]

    @abstractmethod
    def opening(self, setting: Setting) -> Any:
        """The state before the first answer."""

    @abstractmethod
    def fold(self, state: Any, answer: Answer) -> Any:
        """The state after one more answer. Folding it twice changes nothing."""

    def fold_many(self, state: Any, answers: Iterable[Answer]) -> Any:
        """The state after several answers; override when it can be done faster."""
        for answer in answers:
            state = self.fold(state, answer)
        return state

    @abstractmethod
    def asks(self, state: Any, step: Step, place: str) -> tuple[Ask, ...]:
        """What this place is asked at this step, in order."""

    @abstractmethod
    def reveal(self, state: Any, step: Step, language: str) -> Screen:
        """What the projector shows: nothing below ``COHORT_UNNAMED``."""

    def desk(self, state: Any, step: Step, language: str) -> Screen | None:
        """What the facilitator sees beside the step's note: counts, never whose.

        Nothing below ``COHORT_UNNAMED``; ``None`` when there is nothing to see.
        """
        return None

    @abstractmethod
    def mine(self, state: Any, place: str, language: str) -> Screen:
        """What this place sees of its own work."""

    def reveal_on(self, state: Any, step: Step, language: str, surface: Surface) -> Screen:
        """As :meth:`reveal`, fitted to a surface: the same words, the drawing as it fits."""
        return self.reveal(state, step, language)

    def mine_on(self, state: Any, place: str, language: str, surface: Surface) -> Screen:
        """As :meth:`mine`, fitted to a surface."""
        return self.mine(state, place, language)

    def group_view(self, state: Any, place: str, language: str) -> Screen | None:
        """What this place sees of its small group; ``None`` when nothing."""
        return None

    @abstractmethod
    def harvest(self, state: Any, reach: Reach) -> tuple[Harvested, ...]:
        """What may leave at this reach: only what authors let travel that far."""

    def example(self, people: int, seed: str) -> Setting:
        """A made-up setting to rehearse in: places, threes, and nothing carried.

        An exercise that ``needs`` something adds what earlier ones would leave.
        """
        places = tuple(f"place-{number:02d}" for number in range(1, people + 1))
        groups = {place: number // 3 for number, place in enumerate(places)}
        return Setting(seed=seed, places=places, groups=groups)

    def rehearse(self, people: int, chance: random.Random) -> Iterator[Answer]:
        """Play itself with invented people, so that it can be tried and tested."""
        yield from play(self, self.example(people, REHEARSAL), chance)

    def steps_at(self, moment: str) -> tuple[Step, ...]:
        """The steps of the first time, or of a return in a later session."""
        return tuple(step for step in self.steps if moment in step.moments)

    def moments(self) -> tuple[str, ...]:
        """The moments at which it is played, in order."""
        return tuple(dict.fromkeys(moment for step in self.steps for moment in step.moments))

    def paper(
        self, state: Any, place: str, moment: str = "first"
    ) -> tuple[tuple[Step, tuple[Ask, ...]], ...]:
        """What a printed sheet asks of this place, step by step.

        The asks for words as they stand in ``state``: an empty room prints what
        needs no earlier answer, a room of sharing trees prints its ballots too.
        Sharing is chosen at typing in, so asks about reach are not printed.
        """
        sheets = (
            (step, tuple(one for one in self.asks(state, step, place) if one.act is Act.GIVE))
            for step in self.steps_at(moment)
        )
        return tuple((step, asks) for step, asks in sheets if asks)

    def step(self, step_id: str) -> Step:
        """Return a step by id.

        Raises:
            KeyError: when there is no such step.
        """
        for one in self.steps:
            if one.id == step_id:
                return one
        raise KeyError(step_id)
