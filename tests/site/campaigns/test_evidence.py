"""What stands behind a plank follows what its authors allow, view by view."""

from __future__ import annotations

from factories.cohorts import make_cohort
from factories.forests import FRUIT
from thousandfold.campaigns.evidence import behind
from thousandfold.campaigns.harvesting import Harvest, harvest_of
from thousandfold_core.exercise import Reach


def plank_of(planks, fruit, cohort):
    """The plank that grew from somebody's fruit, with what is behind it now."""
    now = harvest_of(cohort)
    return next(
        one for one in planks if any(v.words == FRUIT[fruit] for v in behind(one, now).fruit)
    )


def test_every_supported_fruit_comes_with_its_counts(grown, planks):
    now = harvest_of(grown.cohort)
    counts = [behind(one, now).counts[0] for one in planks]
    assert [(one.agree, one.answered, one.flags) for one in counts] == [(5, 5, 0)] * 5


def test_a_plank_opens_to_the_common_branch_its_fruit_grew_from(grown, planks):
    found = behind(plank_of(planks, 0, grown.cohort), harvest_of(grown.cohort))
    assert [(one.trees, one.of) for one in found.values] == [(2, 5)]


def test_a_lowered_branch_is_gone_on_the_next_view_and_counted_as_withdrawn(grown, planks):
    plank = plank_of(planks, 0, grown.cohort)
    grown.lets(0, "branches", "b", Reach.ONLY_ME)
    found = behind(plank, harvest_of(grown.cohort))
    assert (found.values, found.withdrawn) == ((), 1)


def test_a_lowered_fruit_takes_its_words_and_its_counts_along(grown, planks):
    plank = plank_of(planks, 0, grown.cohort)
    grown.lets(0, "fruit", "f", Reach.ONLY_ME)
    found = behind(plank, harvest_of(grown.cohort))
    assert (found.fruit, found.counts, found.withdrawn) == ((), (), 1)


def test_a_fruit_let_out_again_is_back(grown, planks):
    plank = plank_of(planks, 0, grown.cohort)
    grown.lets(0, "fruit", "f", Reach.ONLY_ME)
    grown.lets(0, "fruit", "f", Reach.COHORT_UNNAMED)
    found = behind(plank, harvest_of(grown.cohort))
    assert (len(found.fruit), found.withdrawn) == (1, 0)


def test_a_name_stands_beside_words_only_when_their_author_says_so(grown, planks):
    plank = plank_of(planks, 0, grown.cohort)
    assert [one.name for one in behind(plank, harvest_of(grown.cohort)).fruit] == [""]
    grown.lets(0, "fruit", "f", Reach.COHORT_NAMED)
    assert [one.name for one in behind(plank, harvest_of(grown.cohort)).fruit] == ["Ana"]


def test_an_unnamed_branch_is_counted_and_not_shown_beside_the_fruit(grown, planks):
    plank = plank_of(planks, 2, grown.cohort)
    found = behind(plank, harvest_of(grown.cohort))
    assert (found.branches, found.unnamed_branches) == ((), 1)
    grown.lets(2, "branches", "b", Reach.COHORT_NAMED)
    found = behind(plank, harvest_of(grown.cohort))
    assert [(one.words, one.name) for one in found.branches] == [("care", grown.places[2].called)]


def test_below_four_authors_no_unnamed_fruit_is_shown(grown, planks):
    plank = plank_of(planks, 0, grown.cohort)
    for who in (3, 4):
        grown.lets(who, "fruit", "f", Reach.ONLY_ME)
    assert behind(plank, harvest_of(grown.cohort)).fruit == ()


def test_an_open_flag_is_seen_until_its_author_says_it_is_answered(grown, planks):
    for who in (1, 2):
        grown.flags(who, 0)
    plank = plank_of(planks, 0, grown.cohort)
    assert behind(plank, harvest_of(grown.cohort)).flags == 2
    for who in (1, 2):
        grown.answered(who, 0)
    assert behind(plank, harvest_of(grown.cohort)).flags == 0


def test_what_came_from_a_run_no_longer_kept_is_lost_not_withdrawn(grown, planks):
    found = behind(planks[0], Harvest())
    assert (found.withdrawn, found.lost) == (0, 2)


def test_nothing_is_known_of_a_cohort_without_a_room(here):
    assert harvest_of(make_cohort(here)) == Harvest()
