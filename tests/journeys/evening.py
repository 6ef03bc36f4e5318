"""What happens in a room on one evening, exercise by exercise."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator

from journeys.seats import Lead, Seat, step_of
from journeys.walker import Walker
from thousandfold_core.exercise import Ask, Reach
from thousandfold_exercises.closing import asks as closing
from thousandfold_exercises.closing import card as closing_card
from thousandfold_exercises.forest import asks as forest
from thousandfold_exercises.forest import card as forest_card
from thousandfold_exercises.me_tree import asks as tree
from thousandfold_exercises.me_tree import card as tree_card
from thousandfold_exercises.object_share import asks as objects
from thousandfold_exercises.object_share import card as object_card

SHARED = Reach.COHORT_UNNAMED
VALUES = ("nobody eats alone", "no one eats alone", "keep your word")
SECOND = "ask before you act"
ON_PAPER = ("room at the table", "interpreters at every hearing")
FRUIT = ("every bus stop has shade", "a clinic a bus ride away", "a library open at night")
#: What somebody keeps to themselves. Not a letter of it may leave their phone.
CANARY = "canary-lunch-pail"


@dataclass
class Evening:
    """The room with everybody in it.

    Cai passes on everything, Eva is on paper, and Eli comes late, for the forest.
    """

    lead: Lead
    wall: Walker
    ana: Seat
    bao: Seat
    cai: Seat
    dee: Seat
    eli: Seat

    @property
    def givers(self) -> list[Seat]:
        """Those on phones who give something of their trees."""
        return [self.ana, self.bao, self.dee]

    @property
    def everybody(self) -> list[Seat]:
        """All phones."""
        return [*self.givers, self.cai, self.eli]

    def all_pass(self, *seats: Seat) -> None:
        """Whatever is still asked, these pass on; without names everybody."""
        for one in seats or self.everybody:
            one.passes()

    def on_the_wall(self) -> Walker:
        """The wall as it is now."""
        self.wall.page.reload()
        return self.wall.looks()


def shares_objects(evening: Evening) -> None:
    """E1: a note for oneself, threes, words heard."""
    lead, steps = evening.lead.starts(object_card.CARD.title), object_card.STEPS
    evening.ana.waits_for(steps[0].title)
    lead.goes_on(step_of(steps, "note"))
    evening.ana.keeps(objects.OBJECT, name=CANARY, why=f"{CANARY} story").passes()
    evening.bao.passes()
    assert evening.cai.passes() == 2
    lead.goes_on(step_of(steps, "triads"))
    evening.ana.gives(objects.HEARD, word="steadiness")
    evening.all_pass(*evening.givers, evening.cai)
    lead.closes()


def draws_trees(evening: Evening) -> None:
    """E3: roots stay on the phone, some branches and fruit are let out; one tree is on paper."""
    lead, steps = evening.lead.starts(tree_card.CARD.title), tree_card.STEPS
    lead.goes_on(step_of(steps, "roots"))
    evening.ana.keeps(tree.ROOTS, label=CANARY, story=CANARY)
    evening.cai.passes()
    evening.ana.comes_back()
    lead.goes_on(step_of(steps, "branches"))
    for one, words in zip(evening.givers, VALUES, strict=True):
        one.lets_out(tree.BRANCHES, SHARED, words=words)
    evening.ana.lets_out(tree.BRANCHES, SHARED, words=SECOND)
    lead.goes_on(step_of(steps, "fruit"))
    for one, words, value in zip(evening.givers, FRUIT, VALUES, strict=True):
        one.lets_out(tree.FRUIT, SHARED, sentence=words, branches=value)
    evening.cai.passes()
    types_in_paper(lead.walker)
    lead.closes()


def types_in_paper(leader: Walker) -> None:
    """Eva's sheet: somebody types it in, and it counts once she has signed the proof."""
    leader.follows("Paper: sheets, and typing them in").presses("Lay places on paper")
    leader.clicks(leader.page.locator("main li.spread a").first)
    types_in(leader, tree.BRANCHES, ON_PAPER[0])
    types_in(leader, tree.FRUIT, ON_PAPER[1])
    leader.opens("The author signed the proof")
    signed = leader.page.locator("main details[open]")
    for words in ON_PAPER:
        leader.chooses(words, "The cohort, without my name", signed)
    leader.presses("Record the author's yes", "main")
    leader.clicks(leader.page.locator(".crumb a").last)
    leader.clicks(leader.page.locator(".crumb a").last)


def types_in(leader: Walker, ask: Ask, words: str) -> None:
    """One answer of a sheet."""
    title = leader.page.get_by_role("heading", name=leader.say(ask.prompt), exact=True)
    form = leader.page.locator("form").filter(has=title).first
    leader.writes(ask.fields[0].label, words, form).presses("Type in", form)


def grows_the_forest(evening: Evening) -> None:
    """E4: shown only once revealed, joined by both authors, voted in private."""
    lead, steps = evening.lead.starts(forest_card.CARD.title), forest_card.STEPS
    evening.on_the_wall().misses(VALUES[0])
    evening.eli.joins(lead.opens_the_doors())
    lead.lets_in("Eli").reveals()
    evening.on_the_wall().finds(VALUES[0]).finds(ON_PAPER[0]).misses(CANARY)
    lead.goes_on(step_of(steps, "merges"))
    evening.ana.gives(forest.MERGE, first=VALUES[0], second=VALUES[1])
    lead.goes_on(step_of(steps, "confirm")).undoes(step_of(steps, "merges")).pauses()
    covers_the_wall(evening)
    lead.goes_on(step_of(steps, "confirm"))
    for one in (evening.ana, evening.bao):
        one.gives(forest.SAME, answer="same")
    lead.goes_on(step_of(steps, "label"))
    evening.ana.gives(forest.LABEL, branch=VALUES[0])
    lead.goes_on(step_of(steps, "ballots"))
    votes(evening)
    lead.goes_on(step_of(steps, "common-ground")).reveals()
    evening.on_the_wall().finds(FRUIT[0])
    lead.goes_on(step_of(steps, "tensions"))
    evening.ana.gives(forest.TENSION, first=FRUIT[0], second=FRUIT[1], kind="timing")
    lead.goes_on(step_of(steps, "cards"))
    evening.ana.gives(forest.CARD, outcome="both-kept", line="shade first, then the clinic")
    evening.all_pass()
    lead.goes_on(step_of(steps, "whole")).reveals()
    evening.on_the_wall().finds(VALUES[0])


def covers_the_wall(evening: Evening) -> None:
    """One button covers the wall, and uncovers it."""
    evening.lead.walker.presses("Hide screens", "main")
    evening.on_the_wall().reads("A pause", "h1")
    evening.lead.walker.presses("Show screens again", "main")


def votes(evening: Evening) -> None:
    """Four say yes to everything; Cai passes on every ballot, and is as ready as anybody."""
    for one in (*evening.givers, evening.eli):
        for _statement in (*FRUIT, ON_PAPER[1]):
            one.gives(forest.BALLOT, vote="agree", leaves_out="no")
    assert evening.cai.passes() == len(FRUIT) + 1
    leader = evening.lead.walker
    leader.page.reload()
    leader.reads("%(count)s of %(of)s ready", ".ready", count=5, of=5)


def closes_the_circle(evening: Evening) -> None:
    """E27: a word, a step with a witness, and home."""
    lead, steps = evening.lead.starts(closing_card.CARD.title), closing_card.STEPS
    evening.ana.keeps(closing.WORD, word=f"{CANARY} word")
    evening.cai.passes()
    lead.goes_on(step_of(steps, "commit"))
    evening.ana.gives(closing.COMMITMENT, what="call the three shop owners", witness="Bao")
    evening.cai.passes()
    lead.goes_on(step_of(steps, "witness"))
    evening.bao.gives(closing.WITNESS, answer="yes")
    lead.closes()


def lowers(seat: Seat, words: str) -> None:
    """Somebody keeps to themselves what they had let out."""
    walker = seat.walker.goes("/room/mine/")
    for fold in walker.page.locator("main details").all():
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()
    item = item_with(walker, words)
    item.get_by_role("combobox").select_option(label=walker.say("Only me"))
    walker.presses("Change", item)


def item_with(walker: Walker, words: str) -> Locator:
    """The own thing with these words, on the page of own words."""
    return walker.page.locator("main li:has(form)").filter(has_text=words).first
