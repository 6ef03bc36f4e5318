"""How the few who see a thing are called."""

from thousandfold.exercises.showing import Circle, audience
from thousandfold_core.exercise import Reach


def test_an_ask_may_name_its_own_small_circle():
    circle = Circle(people=14, leaders=2)
    assert audience(Reach.GROUP, circle, "You and your witness")["who"] == "You and your witness"
    assert audience(Reach.GROUP, circle)["who"] == "You and your small group"


def test_a_wider_reach_never_borrows_the_small_circle():
    named = audience(Reach.COHORT_NAMED, Circle(people=14, leaders=2), "You and your witness")
    assert "14" in named["who"]
