"""Passing on many fruit at once: as good as answering each, and nobody can tell (method row E4)."""

from __future__ import annotations

import json

import pytest

from factories.rooms import Round, phone
from thousandfold.base.permissions import NotAllowed
from thousandfold.exercises import asking
from thousandfold.exercises.models import StoredAnswer
from thousandfold.exercises.playing import state_of
from thousandfold.exercises.refused import NotAskedNow, RunNotOpen
from thousandfold.exercises.usecases import passing
from thousandfold_core.exercise import Act, Reach

from .test_pages import at, fields_of, send, sitting_at, text

OFFER = 'value="pass_rest"'


@pytest.fixture
def ballots(round_: Round) -> Round:
    round_.starts(step="fruit")
    for who in range(4):
        round_.lets_out(who, "fruit", f"shade {who}", Reach.COHORT_UNNAMED)
    return round_.closes().starts("forest", step="ballots")


def asked(round_: Round, who: int = 0):
    played = state_of(round_.run)
    step = played.exercise.step("ballots")
    return played, played.exercise.asks(played.state, step, round_.places[who].key)


def does(round_: Round, act: Act = Act.PASS, who: int = 0, key: str = "", **other):
    _played, asks = asked(round_, who)
    return passing.answer_rest(
        **{
            "viewer": phone(round_.places[who]),
            "run": round_.run,
            "place": round_.places[who],
            "step_id": "ballots",
            "slug": asking.slug_of(asks[0]),
            "act": act,
            "key": key or str(round_.now()),
            "language": "en",
            "at": round_.at,
            **other,
        }
    )


def open_ones(round_: Round, who: int = 0) -> int:
    played, asks = asked(round_, who)
    return sum(not played.record.done(round_.places[who].key, ask) for ask in asks)


def test_one_press_passes_on_all_that_is_left(ballots):
    does(ballots)
    assert open_ones(ballots) == 0
    assert open_ones(ballots, 1) == 4


def test_it_is_one_answer_as_long_as_a_ballot(ballots):
    before = StoredAnswer.objects.count()
    ballot = ballots.does(1, "ballot", body={"vote": "agree"}, step="ballots")
    rest = does(ballots)
    assert StoredAnswer.objects.count() == before + 2
    assert len(json.dumps(rest.said)) == len(json.dumps(ballot.said))
    assert rest.ask == ballot.ask


def test_the_same_key_counts_once(ballots):
    assert does(ballots, key="once") == does(ballots, key="once")


def test_asked_again_they_are_open(ballots):
    does(ballots)
    does(ballots, Act.WITHDRAW)
    assert open_ones(ballots) == 4


def test_nobody_passes_for_another_place(ballots):
    with pytest.raises(NotAllowed):
        does(ballots, viewer=phone(ballots.places[1]))


def test_a_prompt_that_is_not_asked_is_refused(ballots):
    with pytest.raises(NotAskedNow):
        does(ballots, slug="nothing")


def test_after_the_close_it_is_refused(ballots):
    ballots.closes()
    with pytest.raises(RunNotOpen):
        does(ballots)


def test_the_page_offers_it_and_leads_on(ballots):
    client = sitting_at(ballots, 0)
    page = text(at(client))
    assert "Pass on all 4 that are left" in page
    send(client, page, answer="pass_rest")
    done = text(at(client))
    assert "That is all for now" in done
    send(client, done, answer="take_up")
    assert fields_of(text(at(client)))["at"] == fields_of(page)["at"]


def test_for_two_prompts_it_is_not_offered(ballots):
    client = sitting_at(ballots, 0)
    for _ in range(2):
        page = text(at(client))
        assert OFFER in page
        send(client, page, answer="pass")
    assert OFFER not in text(at(client))


def test_a_prompt_of_ones_own_words_does_not_offer_it(round_):
    round_.starts(step="roots")
    assert OFFER not in text(at(sitting_at(round_, 0), door="1"))


def test_over_an_open_line_too(ballots):
    client = sitting_at(ballots, 0)
    page = text(at(client, secure=False))
    send(client, page, secure=False, answer="pass_rest")
    assert "That is all for now" in text(at(client, secure=False))


def test_a_count_is_the_same_whether_one_passed_on_each_or_on_all(ballots):
    def counted(who):
        played, _asks = asked(ballots, who)
        return played.state.ballots.people

    before = counted(0)
    does(ballots)
    assert counted(0) == before
