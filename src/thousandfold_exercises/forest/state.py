# SPDX-License-Identifier: Apache-2.0
"""What the forest is made of: the trees people let out, and what the room said about them.

Everything is worked out anew from what was carried here and what was answered,
so an author who takes a branch or fruit back changes every figure on the next view.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from thousandfold_core.exercise import Harvested, State, key_of, unnamed
from thousandfold_core.values.ballots import Ballots
from thousandfold_core.values.branches import CommonBranch
from thousandfold_core.values.camps import Camps
from thousandfold_core.values.contested import ConflictingPair, worth_asking
from thousandfold_core.values.merges import Branch
from thousandfold_core.values.roots import SharedRoot, shared_roots
from thousandfold_exercises.forest import merging, tensions, voting

#: No ballot is longer: sixty places may each have a fruit on it.
MOST_STATEMENTS = 60


@dataclass(frozen=True)
class Statement:
    """A fruit frozen for the ballot; other words make another statement."""

    id: str
    text: str
    fruit: Harvested


#: What is worked out, and the asks whose answers it rests on besides what was carried here.
RESTS_ON: dict[str, frozenset[str]] = {
    "branches": frozenset(),
    "roots": frozenset(),
    "statements": frozenset(),
    "trees": frozenset(),
    "_shown": frozenset(),
    "common": frozenset({"merge", "same", "label"}),
    "ballots": frozenset({"ballot", "answered"}),
    "camps": frozenset({"ballot"}),
    "counts": frozenset({"ballot", "answered", "alone"}),
    "askable": frozenset({"ballot"}),
    "tensions": frozenset({"tension"}),
}


class ForestState(State):
    """The state with everything that follows from it, each worked out once."""

    def keep(self, before: ForestState, asks: frozenset[str]) -> ForestState:
        """Take over from the state before what answers to these asks cannot have changed."""
        for name, rests_on in RESTS_ON.items():
            if name in vars(before) and not rests_on & asks:
                vars(self)[name] = vars(before)[name]
        return self

    @cached_property
    def branches(self) -> dict[str, Branch]:
        """Branches the cohort may see, by key, in shuffled order."""
        sectors = self.setting.sectors
        return {
            one.key: Branch(one.key, one.place, one.text, sectors.get(one.place))
            for one in self.shown("branch")
        }

    @cached_property
    def roots(self) -> list[SharedRoot]:
        """Roots whose name three people or more let out themselves."""
        return shared_roots((one.place, one.text) for one in self.shown("root"))

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Fruit on the ballot, one of every author before a second of any."""
        chosen = _in_turn(self.shown("fruit"))[:MOST_STATEMENTS]
        made = (Statement(statement_id(one), one.text, one) for one in chosen)
        return {one.id: one for one in made}

    @property
    def off_the_ballot(self) -> int:
        """How many fruit were let out but did not fit on the ballot."""
        return len(self.shown("fruit")) - len(self.statements)

    @cached_property
    def common(self) -> list[merging.Joined]:
        """Branches that their authors joined, broadest first."""
        return merging.joined(self.record, self.branches)

    @cached_property
    def ballots(self) -> Ballots:
        """Who answered what; never shown but in counts that pass the guard."""
        return voting.ballots(self.record, list(self.statements))

    @cached_property
    def camps(self) -> Camps:
        """Two camps if the votes really say so, else the reason why not."""
        return voting.camps_in(self.ballots, self.setting.seed)

    @cached_property
    def counts(self) -> dict[str, voting.Count]:
        """Counts that may be shown, best bridge first, by statement."""
        return voting.counts(self.ballots, self.setting, self.record)

    @cached_property
    def askable(self) -> list[ConflictingPair]:
        """Pairs of fruit that the ballots make worth asking about."""
        return worth_asking(self.ballots)

    @cached_property
    def tensions(self) -> list[tensions.Tension]:
        """Pairs of fruit that people said pull apart, most named first."""
        return tensions.declared(self.record, self.statements)

    @cached_property
    def trees(self) -> frozenset[str]:
        """The places whose tree stands here: something of it may be seen."""
        kinds = ("root", "branch", "fruit")
        return frozenset(one.place for kind in kinds for one in self.shown(kind))

    def shown(self, kind: str) -> list[Harvested]:
        """What was let out of a kind and cannot be guessed, shuffled."""
        if kind not in self._shown:
            self._shown[kind] = unnamed(self.setting.brought(kind), seed=self.setting.seed)
        return self._shown[kind]

    @cached_property
    def _shown(self) -> dict[str, list[Harvested]]:
        return {}

    def common_of(self, place: str) -> list[CommonBranch]:
        """The common branches a place is on."""
        return [one.branch for one in self.common if place in one.branch.people]


def statement_id(fruit: Harvested) -> str:
    """The id of a fruit as a ballot statement: its key and its very words."""
    return key_of("statement", fruit.key, fruit.text)


def _in_turn(found: list[Harvested]) -> list[Harvested]:
    """Round by round: everybody's first, then everybody's second, and so on."""
    rounds: dict[str, int] = {}
    turns = []
    for one in found:
        rounds[one.place] = rounds.get(one.place, 0) + 1
        turns.append((rounds[one.place], one))
    return [one for _, one in sorted(turns, key=lambda turn: turn[0])]
