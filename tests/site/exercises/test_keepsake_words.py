"""The words one takes home read as people wrote and chose them, never as they are stored."""

from __future__ import annotations

from thousandfold.exercises import keepsake
from thousandfold.exercises.playing import state_of
from thousandfold_core.exercise import Reach


def taken_home(round_, language: str = "en") -> str:
    return keepsake.words(state_of(round_.run), round_.places[0].key, language)


def test_a_step_names_the_witness_and_the_day(round_):
    round_.starts("closing", step="commit")
    body = {"what": "call the grocers", "due": "2030-05-01", "witness": round_.places[1].key}
    round_.does(0, "commitment", body=body, reach=Reach.GROUP)
    said = taken_home(round_)
    assert "- call the grocers\n- By which day: May 1, 2030\n" in said
    assert f"- Who will ask you: {round_.places[1].called}\n" in said
    assert round_.places[1].key not in said


def test_a_choice_stands_in_the_words_it_was_offered_in(round_):
    round_.starts(step="fruit")
    ask = round_.asked(0)["fruit"][0]
    choice = next(one for one in ask.fields if one.options)
    words = {ask.fields[0].id: "shade", choice.id: choice.options[0].value}
    round_.gives(0, "fruit", **words)
    for language in ("en", "es"):
        label, chosen = choice.label.to(language), choice.options[0].label.to(language)
        assert f"- shade\n- {label}: {chosen}\n" in taken_home(round_, language)


def test_of_ballots_only_own_words_are_taken_home(round_):
    round_.starts(step="fruit")
    for who in range(4):
        round_.lets_out(who, "fruit", f"shade {who}", Reach.COHORT_UNNAMED)
    round_.closes().starts("forest", step="ballots")
    round_.does(0, "ballot", number=0, body={"vote": "agree"})
    assert taken_home(round_) == "The forest\n"
    round_.does(0, "ballot", number=1, body={"vote": "agree", "words": "ask us first"})
    said = taken_home(round_)
    assert "- Yes\n- What should be heard about that: ask us first\n" in said
    assert "agree" not in said
    assert "shade" not in said
