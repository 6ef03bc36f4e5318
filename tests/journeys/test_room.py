"""An evening in one room: phones join by a code, and what is kept stays on the phone."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from factories.cohorts import make_cohort
from factories.hosts import make_host, make_viewer
from journeys.seats import Lead, Seat, step_of
from journeys.walker import Way
from thousandfold.base.choices import RoleKind
from thousandfold.base.scope import inside
from thousandfold_core.exercise import Reach
from thousandfold_exercises.me_tree import asks as tree
from thousandfold_exercises.me_tree import card as tree_card
from thousandfold_exercises.object_share import asks as objects
from thousandfold_exercises.object_share import card as object_card

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: Who leads, in two ways; who sits at the table stays the same: each screen, language and script.
LEADING = (Way("laptop", "en", True), Way("phone", "es", False))
SITTING = {
    "Ana": Way("phone", "es", True),
    "Bao": Way("phone", "en", False),
    "Cai": Way("phone", "en", True),
    "Dee": Way("laptop", "es", False),
}
VALUES = ("nobody eats alone", "no one eats alone", "keep your word")
FRUIT = (
    "every bus stop has shade",
    "a clinic a bus ride away",
    "a library open at night",
)
CANARY = "canary-lunch-pail"


@dataclass
class Evening:
    """The room with everybody in it."""

    lead: Lead
    code: str
    ana: Seat
    bao: Seat
    cai: Seat
    dee: Seat

    @property
    def everybody(self) -> list[Seat]:
        return [self.ana, self.bao, self.cai, self.dee]

    @property
    def givers(self) -> list[Seat]:
        return [self.ana, self.bao, self.dee]


@pytest.fixture(params=LEADING, ids=str)
def evening(request, somebody) -> Evening:
    host = make_host("bayshore")
    with inside(host):
        cohort = make_cohort(host, people=5)
    account = make_viewer(host, RoleKind.FACILITATOR, subject=cohort.id).account
    lead = Lead(somebody(request.param).signs_in(account).goes("/h/bayshore/"))
    code = lead.opens_the_room("Cohort 1")
    seats = [Seat(somebody(way, name)).joins(code) for name, way in SITTING.items()]
    lead.lets_everybody_in()
    return Evening(lead, code, *seats)


def test_an_evening_in_one_room(evening):
    shares_objects(evening)
    draws_trees(evening)


def shares_objects(evening: Evening) -> None:
    lead, steps = evening.lead.starts(object_card.CARD.title), object_card.STEPS
    evening.ana.waits_for(step_of(steps, "frame").title)
    lead.goes_on(step_of(steps, "note"))
    evening.ana.keeps(objects.OBJECT, name=CANARY, why=f"{CANARY} story").passes()
    evening.bao.passes()
    assert evening.cai.passes() == 2
    lead.goes_on(step_of(steps, "triads"))
    evening.ana.gives(objects.HEARD, word="steadiness")
    for one in evening.everybody:
        one.passes()
    lead.closes()


def draws_trees(evening: Evening) -> None:
    lead, steps = evening.lead.starts(tree_card.CARD.title), tree_card.STEPS
    lead.goes_on(step_of(steps, "roots"))
    evening.ana.keeps(tree.ROOTS, label=CANARY, story=CANARY)
    evening.dee.lets_out(tree.ROOTS, Reach.COHORT_UNNAMED, label="the union hall")
    evening.cai.passes()
    lead.goes_on(step_of(steps, "branches"))
    for one, words in zip(evening.givers, VALUES, strict=True):
        one.lets_out(tree.BRANCHES, Reach.COHORT_UNNAMED, words=words)
    evening.cai.passes()
    lead.goes_on(step_of(steps, "fruit"))
    for one, words in zip(evening.givers, FRUIT, strict=True):
        one.lets_out(tree.FRUIT, Reach.COHORT_UNNAMED, sentence=words)
    evening.cai.passes()
    print(lead.walker.text("main")[:3000])
