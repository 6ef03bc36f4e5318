"""Two more ways to a Me-Tree: alone at home, and on a printed sheet that is typed in later."""

from __future__ import annotations

from journeys.evening import FRUIT, ON_PAPER, SHARED, VALUES
from journeys.seats import Lead, Seat, step_of
from journeys.walker import Walker
from thousandfold_core.exercise import Ask
from thousandfold_exercises.me_tree import asks as tree
from thousandfold_exercises.me_tree.card import CARD, STEPS


def opens_for_a_time_alone(lead: Lead) -> None:
    """Staff open the Me-Tree for home, before the evening."""
    card = lead.card_of(CARD.title)
    lead.walker.opens("To do alone", card).presses("Open for a time alone", card)
    lead.goes_to_the_room()


def draws_at_home(seat: Seat) -> None:
    """A member finds it under Today, passes on what she likes, and lets out the rest."""
    walker = seat.walker
    title = walker.say(CARD.title)
    walker.goes("/h/bayshore/").follows("To do in your own time: %(title)s", title=title)
    walker.presses("Come in", "main")
    walker.clicks(walker.page.locator("main a.door").filter(has_text=title).first)
    for name in ("roots", "trunk"):
        walker.follows(step_of(STEPS, name).title)
        assert seat.passes_here() == 1
        seat.has_done()
    walker.follows("Next step")
    seat.lets_out_here(tree.BRANCHES, SHARED, words=VALUES[2])
    walker.follows(step_of(STEPS, "fruit").title)
    seat.lets_out_here(tree.FRUIT, SHARED, sentence=FRUIT[2], branches=VALUES[2])


def types_in_a_sheet(leader: Walker) -> None:
    """Eva's sheet, once the trees are drawn: it counts from when she has signed the proof."""
    leader.follows(CARD.title, "main .history")
    leader.follows("Paper: sheets, and typing them in").presses("Lay places on paper")
    leader.clicks(leader.page.locator("main li.spread a").first)
    types_in(leader, tree.BRANCHES, ON_PAPER[0])
    types_in(leader, tree.FRUIT, ON_PAPER[1])
    leader.opens("The author signed the proof")
    signed = leader.page.locator("main details[open]")
    for words in ON_PAPER:
        leader.chooses(words, "The cohort, without my name", signed)
    leader.presses("Record the author's yes", "main")
    for _page in ("paper", "console"):
        leader.clicks(leader.page.locator(".crumb a").last)
    leader.clicks(leader.page.locator(".crumb a").last)


def types_in(leader: Walker, ask: Ask, words: str) -> None:
    """One answer of a sheet."""
    title = leader.page.get_by_role("heading", name=leader.say(ask.prompt), exact=True)
    form = leader.page.locator("form").filter(has=title).first
    leader.writes(ask.fields[0].label, words, form).presses("Type in", form)
