"""E4 in the room: shown once revealed, joined by both authors, voted on in private."""

from __future__ import annotations

from journeys.evening import CANARY as KEPT
from journeys.evening import FRUIT, ON_PAPER, VALUES, Evening
from journeys.seats import Lead, step_of
from journeys.walker import Walker
from thousandfold_exercises.forest import asks
from thousandfold_exercises.forest.card import CARD, STEPS

STATEMENTS = (*FRUIT, ON_PAPER[1])


def grows_the_forest(evening: Evening) -> None:
    """From the trees to what the room has in common, and where it pulls apart."""
    lead = evening.lead.starts(CARD.title)
    evening.on_the_wall().misses(VALUES[0])
    evening.eli.joins(lead.opens_the_doors())
    lead.lets_in("Eli").reveals()
    evening.on_the_wall().finds(VALUES[0]).finds(VALUES[2]).finds(ON_PAPER[0]).misses(KEPT)
    joins_branches(evening)
    votes(evening)
    evening.goes_on(STEPS, "common-ground")
    lead.reveals()
    evening.on_the_wall().finds(FRUIT[0])
    talks_about_tensions(evening)
    evening.goes_on(STEPS, "whole")
    lead.reveals()
    evening.on_the_wall().finds(VALUES[0])


def joins_branches(evening: Evening) -> None:
    """Ana asks whether two are one; both authors say so, and Ana's words stay."""
    evening.goes_on(STEPS, "merges")
    evening.ana.gives(asks.MERGE, first=VALUES[0], second=VALUES[1])
    goes_back_and_forth(evening.lead)
    covers_the_wall(evening)
    evening.goes_on(STEPS, "confirm")
    for one in (evening.ana, evening.bao):
        one.gives(asks.SAME, answer="same")
    evening.goes_on(STEPS, "label")
    evening.ana.gives(asks.LABEL, branch=VALUES[0])


def goes_back_and_forth(lead: Lead) -> None:
    """A move is taken back, and the clock stopped and started."""
    lead.goes_on(step_of(STEPS, "confirm")).undoes(step_of(STEPS, "merges")).pauses()


def covers_the_wall(evening: Evening) -> None:
    """One button covers the wall, and uncovers it."""
    evening.lead.walker.presses("Hide screens", "main")
    evening.on_the_wall().reads("A pause", "h1")
    evening.lead.walker.presses("Show screens again", "main")


def votes(evening: Evening) -> None:
    """Four say yes to everything; Cai passes on every ballot, and is as ready as anybody."""
    assert evening.goes_on(STEPS, "ballots") == len(STATEMENTS)
    for one in (evening.ana, evening.bao, evening.dee, evening.eli):
        for _statement in STATEMENTS:
            one.gives(asks.BALLOT, vote="agree", leaves_out="no")
    leader = evening.lead.walker
    leader.page.reload()
    leader.reads("%(count)s of %(of)s ready", ".ready", count=5, of=5)
    cannot_tell_who_passed(leader)


def cannot_tell_who_passed(leader: Walker) -> None:
    """Whatever stands beside Cai, who passed on everything, stands beside Eli who answered."""
    for address in (leader.page.url, leader.page.url.split("runs/")[0]):
        cai, eli = (beside(leader.goes(address), name) for name in ("Cai", "Eli"))
        assert cai == eli, f"{address} tells them apart: {cai}, {eli}"
    assert cai, "the room's page names who is at the table"
    leader.follows("Lead what is open")


def beside(leader: Walker, name: str) -> list[str]:
    """What stands in the innermost parts of the page that hold this name; not who sits with whom."""
    return leader.page.locator("main").evaluate(
        """(main, name) => [...main.querySelectorAll("*")].filter(
        one => one.textContent.includes(name) && !one.closest("[aria-labelledby=groups]")).filter(
        (one, _at, all) => !all.some(other => other !== one && one.contains(other))).map(
        one => (one.closest("li") || one).textContent.replaceAll(name, ""))""",
        name,
    )


def talks_about_tensions(evening: Evening) -> None:
    """Two fruit pull apart; a table says how both can be kept."""
    evening.goes_on(STEPS, "tensions")
    evening.ana.gives(asks.TENSION, first=FRUIT[0], second=FRUIT[1], kind="timing")
    evening.goes_on(STEPS, "cards")
    evening.ana.gives(asks.CARD, outcome="both-kept", line="shade first, then the clinic")
    evening.goes_on(STEPS, "ground")
    evening.goes_on(STEPS, "carry")
