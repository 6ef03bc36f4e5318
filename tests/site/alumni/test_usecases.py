"""Finishing, being listed, steps: one success and each refusal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from factories.cohorts import make_cohort
from factories.hosts import AT, make_viewer
from thousandfold.alumni import queries
from thousandfold.alumni.choices import ListingReach, StepState
from thousandfold.alumni.models import Alumnus, Commitment, ListingConsent
from thousandfold.alumni.usecases import finishing, listing, refusals, steps
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Message
from thousandfold.base.permissions import NotAllowed
from thousandfold_core.exercise import Act, Reach

SITE = "https://host.example"
DAY = AT.date()


def consent(alumnus, viewer=None, **more):
    """Somebody lets themselves be found."""
    given = {"reach": ListingReach.HOST, "until": None, "language": "en", "at": AT, **more}
    return listing.consent_to_listing(viewer=viewer, alumnus=alumnus, **given)


def test_finishing_makes_everybody_an_alumnus_listed_nowhere(alumni, closed, staff):
    assert len(alumni) == 4
    assert closed.cohort.finished_at is not None
    assert list(queries.listed_for(staff, DAY)) == []
    assert queries.unlisted_count(staff, DAY) == 4


def test_each_gets_a_draft_with_their_own_link_and_no_word_of_theirs(alumni):
    letters = {one.to: one.body for one in Message.objects.filter(about="alumnus")}
    assert len(letters) == 4
    assert f"{SITE}/alumni/own/{alumni[0].key}/" in letters["p0@host.example"]
    assert not any("four grocers" in body for body in letters.values())


def test_finishing_twice_or_with_nobody_is_refused(alumni, closed, staff, here):
    for cohort, refusal in (
        (closed.cohort, refusals.CohortAlreadyFinished),
        (make_cohort(here, people=0), refusals.CohortIsEmpty),
    ):
        with pytest.raises(refusal):
            finishing.finish_cohort(viewer=staff, cohort=cohort, site=SITE, on=DAY, at=AT)


def test_a_facilitator_may_not_finish_the_cohort(closed):
    with pytest.raises(NotAllowed):
        finishing.finish_cohort(
            viewer=closed.round.leader, cohort=closed.cohort, site=SITE, on=DAY, at=AT
        )


def test_only_steps_that_go_with_a_name_are_followed_up(alumni, staff):
    assert Commitment.objects.count() == 1
    assert [one.words for one in queries.steps_for(staff)] == ["call the four grocers"]


def test_a_step_keeps_its_key_and_its_words_stay_in_the_room(alumni):
    kept = Commitment.objects.get()
    assert kept.words == ""
    assert kept.due_on == date(2026, 3, 20)


def test_a_step_lowered_in_the_room_is_gone_on_the_next_view(alumni, closed, staff):
    closed.lets(0, Reach.GROUP)
    assert queries.steps_for(staff) == []
    with pytest.raises(refusals.StepTakenBack):
        steps.ask_about_step(viewer=staff, commitment=Commitment.objects.get(), site=SITE, at=AT)


def test_a_step_let_out_later_is_taken_in(alumni, closed, staff):
    closed.lets(1, Reach.COHORT_NAMED)
    assert finishing.bring_steps(viewer=staff, cohort=closed.cohort, at=AT) == 1
    assert finishing.bring_steps(viewer=staff, cohort=closed.cohort, at=AT) == 0


def test_a_witness_is_named_beside_the_step_once_they_said_yes(alumni, closed, staff):
    closed.commits(2, "write to the board", witness=closed.round.places[3].key)
    finishing.bring_steps(viewer=staff, cohort=closed.cohort, at=AT)

    def witness():
        found = {one.words: one.witness for one in queries.steps_for(staff)}
        return found["write to the board"]

    assert witness() == ""
    closed.round.goes("witness")
    closed.round.does(3, "witness", body={"answer": "yes"})
    assert witness() == closed.round.places[3].called


def test_a_consent_is_a_record_with_its_words_and_its_day(alumni, staff):
    made = consent(alumni[0], until=DAY + timedelta(days=30))
    assert (made.wording, made.language, made.ended_at) == (1, "en", None)
    assert [one.pk for one in queries.listed_for(staff, DAY)] == [alumni[0].pk]


def test_a_consent_that_ran_out_lists_nobody(alumni, staff):
    consent(alumni[0], until=DAY)
    assert queries.listed_for(staff, DAY).count() == 1
    assert queries.listed_for(staff, DAY + timedelta(days=1)).count() == 0


def test_taking_back_holds_at_once_and_keeps_the_record(alumni, staff):
    consent(alumni[0])
    listing.withdraw_listing(viewer=None, alumnus=alumni[0], at=AT)
    assert queries.listed_for(staff, DAY).count() == 0
    assert ListingConsent.objects.get().ended_at == AT
    with pytest.raises(refusals.NotListed):
        listing.withdraw_listing(viewer=None, alumnus=alumni[0], at=AT)


def test_another_answer_ends_the_earlier_one(alumni):
    consent(alumni[0])
    consent(alumni[0], reach=ListingReach.NETWORK)
    assert [one.reach for one in ListingConsent.objects.filter(ended_at=None)] == ["network"]


def test_staff_cannot_consent_for_anybody(alumni, staff):
    with pytest.raises(refusals.NotYourEntry):
        consent(alumni[0], viewer=staff)
    with pytest.raises(refusals.NotYourEntry):
        listing.withdraw_listing(viewer=staff, alumnus=alumni[0], at=AT)


def test_a_consent_cannot_end_in_the_past(alumni):
    with pytest.raises(refusals.EndsInThePast):
        consent(alumni[0], until=DAY - timedelta(days=1))


def test_asking_drafts_one_message_without_the_step(alumni, staff):
    asked = steps.ask_about_step(
        viewer=staff, commitment=Commitment.objects.get(), site=SITE, at=AT
    )
    letter = Message.objects.get(about="commitment")
    assert asked.asked_at == AT
    assert letter.to == "p0@host.example"
    assert "four grocers" not in letter.body
    assert alumni[0].key in letter.body


def test_asking_needs_an_open_step_and_an_address(alumni, staff):
    step = Commitment.objects.select_related("member__person").get()
    type(step.member.person).objects.filter(pk=step.member.person_id).update(email="")
    step = Commitment.objects.select_related("member__person").get()
    with pytest.raises(refusals.NoAddressToAsk):
        steps.ask_about_step(viewer=staff, commitment=step, site=SITE, at=AT)
    done = steps.close_step(
        viewer=staff, commitment=step, entry=None, state=StepState.KEPT, words="", at=AT
    )
    with pytest.raises(refusals.StepNotOpen):
        steps.ask_about_step(viewer=staff, commitment=done, site=SITE, at=AT)


def test_its_author_says_what_it_became_and_staff_cannot_write_for_them(alumni, staff):
    step = Commitment.objects.select_related("member__person").get()
    own = steps.close_step(
        viewer=None, commitment=step, entry=alumni[0], state=StepState.CHANGED,
        words="a shop front meeting", at=AT,
    )  # fmt: skip
    assert [one.words for one in queries.steps_for(staff)] == ["a shop front meeting"]
    steps.close_step(
        viewer=staff, commitment=own, entry=None, state=StepState.LET_GO, words="no", at=AT
    )
    assert Commitment.objects.get().words == "a shop front meeting"


def test_nobody_answers_for_a_step_of_somebody_else(alumni, here):
    step = Commitment.objects.select_related("member__person").get()
    given = {"commitment": step, "state": StepState.KEPT, "words": "", "at": AT}
    with pytest.raises(refusals.NotYourEntry):
        steps.close_step(viewer=None, entry=alumni[1], **given)
    with pytest.raises(NotAllowed):
        steps.close_step(viewer=make_viewer(here, RoleKind.MEMBER), entry=None, **given)


def test_a_step_withdrawn_in_the_room_is_answered_by_nobody(alumni, closed, staff):
    closed.says(0, Act.WITHDRAW, Reach.ONLY_ME)
    step = Commitment.objects.select_related("member__person").get()
    with pytest.raises(refusals.StepTakenBack):
        steps.close_step(
            viewer=staff, commitment=step, entry=None, state=StepState.KEPT, words="", at=AT
        )


def test_keys_of_personal_links_are_long_and_differ(alumni):
    keys = {one.key for one in Alumnus.objects.all()}
    assert len(keys) == 4
    assert min(map(len, keys)) >= 32
