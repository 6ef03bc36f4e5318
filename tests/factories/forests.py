"""A cohort that drew trees, held the forest and closed, for tests of what comes after."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from factories.rooms import Round
from thousandfold.base.models import Host
from thousandfold.exercises.playing import state_of
from thousandfold.exercises.usecases import answers
from thousandfold_core.exercise import Act, Answer, Reach
from thousandfold_exercises.forest.merging import pair_key

OPEN = Reach.COHORT_UNNAMED
VALUES = ("dignity at work", "dignity in work", "care", "open doors", "courage")
FRUIT = (
    "a living wage on every city contract",
    "a clinic a bus ride away",
    "no eviction in winter",
    "interpreters at every hearing",
    "a library open at night",
)


class Grown:
    """Five people, a tree each, one common branch, ballots on every fruit."""

    def __init__(self, host: Host, people: int = 5) -> None:
        self.round = Round(host, people)
        self.cohort = self.round.cohort
        self.places = self.round.places
        self.round.starts("me-tree", step="share")
        self.trees = self.round.run
        for who in range(people):
            self.gives(who, "branches", "b", words=VALUES[who])
            self.gives(who, "fruit", "f", sentence=FRUIT[who], branches=["b"])
        self.round.closes().starts("forest", step="ballots")
        self.forest = self.round.run
        self.joins()
        self.votes()

    def gives(self, who: int, ask: str, item: str, reach: Reach = OPEN, **body: Any) -> None:
        """Somebody's item, let out as far as the cohort unless said otherwise."""
        self.says(Answer(self.places[who].key, ask, Act.GIVE, item, body, reach))

    def says(self, answer: Answer, run: Any = None) -> None:
        """One answer, stored as the room stores it."""
        place = next(one for one in self.places if one.key == answer.place)
        at = self.round.now()
        answers.store(
            run=run or self.round.run, place=place, answer=answer, key=f"k{at.timestamp()}", at=at
        )

    def joins(self) -> None:
        """The first two say that their branches are the same."""
        keys = [self.branch(who) for who in (0, 1)]
        self.gives(0, "merge", "m", first=keys[0], second=keys[1])
        for who in (0, 1):
            subject = pair_key(*keys)
            body = {"answer": "same"}
            self.says(
                Answer(self.places[who].key, "same", Act.GIVE, "", body, OPEN, subject=subject)
            )

    def votes(self, no: dict[int, tuple[int, ...]] | None = None) -> None:
        """Everybody says yes to every fruit, but for (fruit number: people who say no)."""
        for number in range(len(self.places)):
            for who in range(len(self.places)):
                vote = "disagree" if who in (no or {}).get(number, ()) else "agree"
                self.ballot(who, number, vote=vote)

    def ballot(self, who: int, fruit: int, **body: str) -> None:
        """One ballot."""
        subject = self.statement(fruit)
        given = {"leaves_out": "no", **body}
        self.says(
            Answer(
                self.places[who].key, "ballot", Act.GIVE, "", given, Reach.ONLY_ME, subject=subject
            ),
            self.forest,
        )

    def flags(self, who: int, fruit: int) -> None:
        """Somebody says that a fruit leaves their community out."""
        self.ballot(who, fruit, vote="agree", leaves_out="yes")

    def answered(self, who: int, fruit: int) -> None:
        """The same person says that it is answered."""
        subject = self.statement(fruit)
        body = {"answered": "yes"}
        self.says(
            Answer(
                self.places[who].key, "answered", Act.GIVE, "", body, Reach.ONLY_ME, subject=subject
            ),
            self.forest,
        )

    def statement(self, fruit: int) -> str:
        """The id of somebody's fruit on the ballot, as it was at first."""
        return self.statements[FRUIT[fruit]]

    @cached_property
    def statements(self) -> dict[str, str]:
        """Words of a fruit to its id on the ballot."""
        found = state_of(self.forest).state.statements
        return {one.text: key for key, one in found.items()}

    def branch(self, who: int) -> str:
        """The key of somebody's branch in the forest."""
        found = state_of(self.forest).state.branches
        return next(key for key, one in found.items() if one.author == self.places[who].key)

    def lets(self, who: int, ask: str, item: str, reach: Reach) -> None:
        """Somebody chooses how far an item of their tree travels now."""
        self.says(Answer(self.places[who].key, ask, Act.SHARE, item, {}, reach), self.trees)

    def commits(self, who: int, what: str, reach: Reach, **body: str) -> None:
        """Somebody takes a step home at the closing."""
        if self.round.run.exercise != "closing":
            self.round.closes().starts("closing", step="commit")
        self.gives(who, "commitment", "c", reach, what=what, **body)
