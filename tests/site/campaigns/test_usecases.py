"""Drafting, wording, merging, setting aside, deciding: one success and each refusal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from factories.forests import FRUIT, Grown
from factories.hosts import AT, make_viewer
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.editing import ChangedMeanwhile
from thousandfold.base.models import TrailEntry
from thousandfold.base.permissions import NotAllowed
from thousandfold.campaigns.choices import PlankState, PlatformState
from thousandfold.campaigns.evidence import behind
from thousandfold.campaigns.harvesting import harvest_of
from thousandfold.campaigns.usecases import deciding, platforms, refusals, standing
from thousandfold.campaigns.usecases import planks as acts

DAY = AT.date()
WORDS = {"change_sought": "Every city contract pays a living wage by July."}
STEPS = {1: 3, 2: 1, 8: 1}


def word(staff, plank, text=WORDS["change_sought"]):
    """Give a plank words."""
    return acts.word_plank(
        viewer=staff, plank=plank, based_on=plank.version, at=AT, change_sought=text
    )


def adopt(staff, platform, *chosen, **more):
    """Adopt some planks."""
    given = {"adopted_on": DAY, "gradients": STEPS, "at": AT, **more}
    return deciding.adopt_platform(viewer=staff, platform=platform, planks=chosen, **given)


def test_drafting_takes_in_every_fruit_with_support_by_key_alone(platform, planks):
    assert [one.state for one in planks] == [PlankState.CANDIDATE] * 5
    assert {one.change_sought for one in planks} == {""}
    kinds = {one.kind for plank in planks for one in plank.derivations.all()}
    assert kinds == {"plank-candidate", "fruit", "branch"}


def test_no_word_of_an_author_is_stored_with_a_plank(platform, planks):
    stored = [str(vars(row)) for one in planks for row in (one, *one.derivations.all())]
    assert not any(fruit in text for text in stored for fruit in FRUIT)


def test_a_second_draft_is_refused_while_one_is_open(grown, platform, staff):
    with pytest.raises(refusals.PlatformInDraft):
        platforms.draft_platform(viewer=staff, cohort=grown.cohort, title="Again", at=AT)


def test_a_member_may_not_begin_a_platform(grown, here):
    member = make_viewer(here, RoleKind.MEMBER, subject=grown.cohort.id)
    with pytest.raises(NotAllowed):
        platforms.draft_platform(viewer=member, cohort=grown.cohort, title="Ours", at=AT)


def test_the_facilitator_of_the_cohort_may_and_another_cohorts_may_not(grown, here):
    other = make_viewer(here, RoleKind.FACILITATOR, subject=here.id, email="other@host.example")
    with pytest.raises(NotAllowed):
        platforms.draft_platform(viewer=other, cohort=grown.cohort, title="Ours", at=AT)
    made = platforms.draft_platform(
        viewer=grown.round.leader, cohort=grown.cohort, title="Ours", at=AT
    )
    assert made.planks.count() == 5


def test_gathering_again_brings_only_what_is_new(platform, staff):
    with pytest.raises(refusals.NoNewCandidates):
        platforms.gather_candidates(viewer=staff, platform=platform, at=AT)
    platform.planks.first().delete()
    assert platforms.gather_candidates(viewer=staff, platform=platform, at=AT) == 1


def test_title_and_first_words_stand_after_adoption(platform, planks, staff):
    changed = platforms.change_platform(
        viewer=staff, platform=platform, based_on=1, title="Ours", preamble="We are", at=AT
    )
    assert (changed.title, changed.preamble) == ("Ours", "We are")
    adopt(staff, changed, word(staff, planks[0]))
    changed.refresh_from_db()
    with pytest.raises(refusals.PlatformLocked):
        platforms.change_platform(
            viewer=staff, platform=changed, based_on=3, title="X", preamble="", at=AT
        )


def test_wording_a_candidate_makes_it_a_draft_with_its_first_version(planks, staff):
    done = word(staff, planks[0])
    assert (done.state, done.versions.count()) == (PlankState.DRAFT, 1)
    assert TrailEntry.objects.filter(verb="worded", thing_id=done.id).exists()


def test_two_editors_of_a_plank_see_both_texts(planks, staff):
    word(staff, planks[0])
    with pytest.raises(ChangedMeanwhile):
        acts.word_plank(
            viewer=staff, plank=planks[0], based_on=1, at=AT, change_sought="Something else"
        )


def test_the_same_words_again_are_refused(planks, staff):
    with pytest.raises(refusals.PlankUnchanged):
        word(staff, word(staff, planks[0]))


def test_a_plank_added_by_hand_stands_last_and_rests_on_nothing(platform, staff):
    made = acts.add_plank(viewer=staff, platform=platform, at=AT, **WORDS)
    assert (made.position, made.state) == (6, PlankState.DRAFT)
    assert behind(made, harvest_of(platform.cohort_id)).is_empty


def test_moving_changes_places_and_stops_at_the_end(platform, planks, staff):
    standing.move_plank(viewer=staff, plank=planks[1], up=True, at=AT)
    assert [one.pk for one in platform.planks.all()][:2] == [planks[1].pk, planks[0].pk]
    with pytest.raises(refusals.PlankAtTheEnd):
        standing.move_plank(viewer=staff, plank=planks[4], up=False, at=AT)


def test_a_merged_plank_rests_on_what_stood_behind_both(grown, planks, staff):
    standing.merge_planks(viewer=staff, into=planks[0], other=planks[1], at=AT)
    found = behind(planks[0].platform.planks.get(pk=planks[0].pk), harvest_of(grown.cohort))
    assert (len(found.fruit), len(found.counts)) == (2, 2)
    planks[1].refresh_from_db()
    assert (planks[1].state, planks[1].merged_into_id) == (PlankState.WITHDRAWN, planks[0].pk)


def test_a_plank_cannot_be_merged_with_itself_or_an_adopted_one(platform, planks, staff):
    adopted = word(staff, planks[1])
    adopt(staff, platform, adopted)
    adopted.refresh_from_db()
    for other in (planks[0], adopted):
        with pytest.raises(refusals.PlanksNotAlike):
            standing.merge_planks(viewer=staff, into=planks[0], other=other, at=AT)


def test_carrying_forward_says_who_when_and_whom_to_hear(planks, staff):
    given = {"owner": "Ana", "must_hear": "Oak Street", "reason": "", "at": AT}
    with pytest.raises(refusals.HearingNeedsADay):
        standing.carry_forward(
            viewer=staff, plank=planks[0], hear_on=DAY - timedelta(days=1), **given
        )
    done = standing.carry_forward(viewer=staff, plank=planks[0], hear_on=DAY, **given)
    assert (done.state, done.owner, done.hear_on) == (PlankState.CARRIED, "Ana", DAY)


def test_what_was_set_aside_comes_back_at_the_end(planks, staff):
    with pytest.raises(refusals.PlankNotSetAside):
        standing.bring_back(viewer=staff, plank=planks[0], at=AT)
    gone = standing.withdraw_plank(viewer=staff, plank=planks[0], reason="said elsewhere", at=AT)
    with pytest.raises(refusals.PlankSetAside):
        standing.withdraw_plank(viewer=staff, plank=gone, reason="again", at=AT)
    with pytest.raises(refusals.PlankSetAside):
        word(staff, gone)
    back = standing.bring_back(viewer=staff, plank=gone, at=AT)
    assert (back.state, back.position, back.reason) == (PlankState.CANDIDATE, 6, "")


def test_slips_are_read_line_by_line_and_say_where_they_cannot_be_read(platform, planks, staff):
    given = {"places": 2, "hands": {}, "present": None, "at": AT}
    made = deciding.record_approvals(
        viewer=staff, platform=platform, slips="1 2\n\n2,3\n-", **given
    )
    keys = [str(one.pk) for one in planks]
    assert made.ballots == [sorted(keys[:2]), sorted(keys[1:3]), []]
    for wrong in ("1\n9", "1\nx", "1\n²"):
        with pytest.raises(refusals.BallotUnreadable) as caught:
            deciding.record_approvals(viewer=staff, platform=platform, slips=wrong, **given)
        assert caught.value.params["line"] == 2


def test_more_hands_than_people_are_refused(platform, planks, staff):
    hands = {str(planks[0].pk): 9}
    with pytest.raises(refusals.MoreHandsThanPeople):
        deciding.record_approvals(
            viewer=staff, platform=platform, places=2, slips="", hands=hands, present=8, at=AT
        )


def test_adopting_locks_words_and_keeps_the_counts(platform, planks, staff):
    done = adopt(staff, platform, word(staff, planks[0]))
    platform.refresh_from_db()
    planks[0].refresh_from_db()
    assert (platform.state, platform.adopted_on) == (PlatformState.ADOPTED, DAY)
    assert done.gradients == {"1": 3, "2": 1, "8": 1}
    assert planks[0].versions.first().adopted_on == DAY
    with pytest.raises(refusals.PlankLocked):
        word(staff, planks[0], "Other words")
    for act in (
        lambda: standing.withdraw_plank(viewer=staff, plank=planks[0], reason="x", at=AT),
        lambda: standing.carry_forward(
            viewer=staff, plank=planks[0], owner="", hear_on=DAY, must_hear="", reason="", at=AT
        ),
    ):
        with pytest.raises(refusals.PlankLocked):
            act()


def test_planks_left_out_of_the_package_stay_drafts(platform, planks, staff):
    first, second = word(staff, planks[0]), word(staff, planks[1], "No eviction in winter.")
    adopt(staff, platform, first)
    second.refresh_from_db()
    assert second.state == PlankState.DRAFT
    platform.refresh_from_db()
    assert adopt(staff, platform, second).number == 2


def test_what_cannot_be_adopted_is_said(platform, planks, staff):
    with pytest.raises(refusals.NothingToAdopt):
        adopt(staff, platform)
    with pytest.raises(refusals.PlankHasNoWords):
        adopt(staff, platform, planks[0])
    worded = word(staff, planks[0])
    with pytest.raises(refusals.NobodyAnswered):
        adopt(staff, platform, worded, gradients={1: 0})
    with pytest.raises(refusals.NotYetThatDay):
        adopt(staff, platform, worded, adopted_on=DAY + timedelta(days=1))


def test_an_open_flag_blocks_until_the_one_who_raised_it_says_it_is_answered(
    grown: Grown, platform, planks, staff
):
    now = harvest_of(grown.cohort)
    flagged = next(p for p in planks if behind(p, now).fruit[0].words == FRUIT[2])
    for who in (0, 1):
        grown.flags(who, 2)
    worded = word(staff, flagged)
    with pytest.raises(refusals.LeavesSomebodyOut) as caught:
        adopt(staff, platform, worded)
    assert caught.value.params["flags"] == 2
    for who in (0, 1):
        grown.answered(who, 2)
    assert adopt(staff, platform, worded).planks == [str(worded.pk)]


def test_a_single_open_flag_blocks_adoption_without_a_number(grown, platform, planks, staff):
    now = harvest_of(grown.cohort)
    flagged = next(p for p in planks if behind(p, now).fruit[0].words == FRUIT[2])
    grown.flags(0, 2)
    found = behind(flagged, harvest_of(grown.cohort))
    assert (found.counts, found.flags, found.waits) == ((), 0, True)
    worded = word(staff, flagged)
    with pytest.raises(refusals.WaitsToBeHeard):
        adopt(staff, platform, worded)
    grown.answered(0, 2)
    assert adopt(staff, platform, worded).number == 1


def test_a_single_no_is_information_and_blocks_nothing(grown, platform, planks, staff):
    now = harvest_of(grown.cohort)
    plank = next(p for p in planks if behind(p, now).fruit[0].words == FRUIT[2])
    grown.ballot(0, 2, vote="disagree")
    assert not behind(plank, harvest_of(grown.cohort)).waits
    assert adopt(staff, platform, word(staff, plank)).number == 1


def test_an_amendment_keeps_both_wordings_with_their_days(platform, planks, staff):
    worded = word(staff, planks[0])
    given = {"based_on": worded.version, "reason": "the deadline", "agreed_on": DAY, "at": AT}
    with pytest.raises(refusals.PlankNotAdopted):
        acts.amend_plank(viewer=staff, plank=worded, change_sought="By August.", **given)
    adopt(staff, platform, worded)
    worded.refresh_from_db()
    given["based_on"] = worded.version
    with pytest.raises(refusals.PlankUnchanged):
        acts.amend_plank(viewer=staff, plank=worded, **given, **WORDS)
    with pytest.raises(refusals.NotYetThatDay):
        late = {**given, "agreed_on": date(2099, 1, 1)}
        acts.amend_plank(viewer=staff, plank=worded, change_sought="By August.", **late)
    done = acts.amend_plank(viewer=staff, plank=worded, change_sought="By August.", **given)
    texts = [one.change_sought for one in done.versions.all()]
    assert texts[:2] == ["By August.", WORDS["change_sought"]]


def test_a_member_may_not_adopt(platform, planks, staff, here):
    worded = word(staff, planks[0])
    member = make_viewer(here, RoleKind.MEMBER, subject=platform.cohort_id)
    with pytest.raises(NotAllowed):
        adopt(member, platform, worded)
