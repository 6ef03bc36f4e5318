"""What happens in a room on one evening: objects, trees, and the closing circle."""

from __future__ import annotations

from dataclasses import dataclass

from journeys.seats import Lead, Seat, step_of
from journeys.walker import Walker
from thousandfold_core.exercise import Reach, Step
from thousandfold_exercises.closing import asks as closing
from thousandfold_exercises.closing import card as closing_card
from thousandfold_exercises.me_tree import asks as tree
from thousandfold_exercises.me_tree import card as tree_card
from thousandfold_exercises.object_share import asks as objects
from thousandfold_exercises.object_share import card as object_card

SHARED = Reach.COHORT_UNNAMED
VALUES = ("nobody eats alone", "no one eats alone", "keep your word")
SECOND = "ask before you act"
ON_PAPER = ("room at the table", "interpreters at every hearing")
FRUIT = ("every bus stop has shade", "a clinic a bus ride away", "a library open at night")
#: Ana's step stays with her and her witness; the cohort may read Dee's, with her name.
STEPS_HOME = ("call the three shop owners", "bring my cousin to the next session")
#: What somebody keeps to themselves. Not a letter of it may leave their phone.
CANARY = "canary-lunch-pail"
NO_SCRIPT = (
    "Your browser runs no script, so this phone cannot keep words for you. "
    "Use paper for what you want to keep to yourself."
)


@dataclass
class Evening:
    """The room with everybody in it.

    Ana and Bao draw in the room, Dee drew hers at home, and Eva's is on paper. Cai passes on
    everything that is ever asked. Eli comes late, for the forest.
    """

    lead: Lead
    wall: Walker
    ana: Seat
    bao: Seat
    cai: Seat
    dee: Seat
    eli: Seat
    passed: int = 0

    @property
    def everybody(self) -> list[Seat]:
        """All phones."""
        return [self.ana, self.bao, self.cai, self.dee, self.eli]

    def goes_on(self, steps: tuple[Step, ...], name: str) -> int:
        """The room goes on to a step. Cai passes on what it asks; return how often that was."""
        self.lead.goes_on(step_of(steps, name))
        return self.cai_passes()

    def cai_passes(self) -> int:
        """Cai passes on what is asked now, and reads what anybody reads who is done."""
        times = self.cai.passes()
        if times:
            self.cai.has_done()
        self.passed += times
        return times

    def on_the_wall(self) -> Walker:
        """The wall as it is now."""
        self.wall.page.reload()
        return self.wall.looks()


def shares_objects(evening: Evening) -> None:
    """E1: a note for oneself, threes, words heard."""
    lead, steps = evening.lead.starts(object_card.CARD.title), object_card.STEPS
    evening.ana.waits_for(steps[0].title)
    assert evening.goes_on(steps, "note") == 2
    evening.ana.keeps(objects.OBJECT, name=CANARY, why=f"{CANARY} story").passes()
    evening.goes_on(steps, "triads")
    evening.ana.gives(objects.HEARD, word="steadiness")
    evening.goes_on(steps, "circle")
    evening.goes_on(steps, "keep")
    evening.goes_on(steps, "gallery")
    lead.reveals().closes()


def draws_trees(evening: Evening) -> None:
    """E3: roots stay on the phone, some branches and fruit are let out."""
    lead, steps = evening.lead.starts(tree_card.CARD.title), tree_card.STEPS
    evening.goes_on(steps, "roots")
    keeps_a_root(evening)
    evening.goes_on(steps, "trunk")
    evening.goes_on(steps, "branches")
    for one, words in zip((evening.ana, evening.bao), VALUES[:2], strict=True):
        one.lets_out(tree.BRANCHES, SHARED, words=words)
    evening.ana.lets_out(tree.BRANCHES, SHARED, words=SECOND)
    evening.goes_on(steps, "fruit")
    for one, words, value in zip((evening.ana, evening.bao), FRUIT[:2], VALUES[:2], strict=True):
        one.lets_out(tree.FRUIT, SHARED, sentence=words, branches=value)
    for name in ("share", "triads", "like"):
        evening.goes_on(steps, name)
    lead.closes()


def keeps_a_root(evening: Evening) -> None:
    """It is on Ana's phone, even after that slept; a phone without script points to paper."""
    evening.ana.keeps(tree.ROOTS, label=CANARY, story=f"{CANARY} story")
    evening.ana.comes_back().is_asked(tree.ROOTS).finds(CANARY, "main")
    evening.bao.is_asked(tree.ROOTS).reads(NO_SCRIPT, "main")


def closes_the_circle(evening: Evening) -> None:
    """E27: a word, a step with a witness, and home."""
    lead, steps = evening.lead.starts(closing_card.CARD.title), closing_card.STEPS
    evening.cai_passes()
    evening.ana.keeps(closing.WORD, word=f"{CANARY} word")
    evening.goes_on(steps, "plus-delta")
    evening.goes_on(steps, "learned")
    evening.goes_on(steps, "commit")
    evening.ana.gives(closing.COMMITMENT, what=STEPS_HOME[0], witness="Bao")
    evening.dee.gives(
        closing.COMMITMENT, Reach.COHORT_NAMED, what=STEPS_HOME[1], due="2030-05-01", witness="Ana"
    )
    evening.goes_on(steps, "witness")
    evening.bao.gives(closing.WITNESS, answer="yes")
    evening.goes_on(steps, "out")
    lead.reveals().closes()
