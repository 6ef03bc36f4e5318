"""What the core says, in the reader's language and with names; nothing may be missing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.utils import translation

from thousandfold.base.refusals import worded_codes
from thousandfold.people.choices import Post, Sector, Side
from thousandfold.recruitment import wording  # noqa: F401
from thousandfold.recruitment.features import (
    as_languages,
    as_sector,
    as_side,
    columns_of,
    value_label,
)
from thousandfold.recruitment.group_words import group_words
from thousandfold.recruitment.sayings import GROUPS, SHEETS
from thousandfold.recruitment.speaking import Speaker, keep, note_text, recall
from thousandfold.recruitment.usecases import refusals
from thousandfold_core.errors import Refusal
from thousandfold_core.selection.sentences import CATALOGUE, say
from thousandfold_core.sheets import refusals as sheet_refusals
from thousandfold_core.sheets.notes import TEXTS, note

ENGLISH = translation.override("en")


def test_every_sentence_of_the_core_has_its_translatable_twin():
    with ENGLISH:
        assert {code: str(text) for code, text in GROUPS.items()} == CATALOGUE


def test_every_note_of_the_core_has_its_translatable_twin():
    with ENGLISH:
        assert {code: str(text) for code, text in SHEETS.items()} == TEXTS


@pytest.mark.parametrize("module", [refusals, sheet_refusals])
def test_every_refusal_has_wording(module):
    codes = {
        one.code
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, Refusal) and one is not Refusal
    }
    assert codes - {"sheet-unreadable"} <= worded_codes()


def test_ids_become_names_and_keys_become_labels():
    speaker = Speaker({"a": "Ana", "b": "Bo", "c": "Cy"}, {"local 1": "Local 1"})
    assert speaker.say(say("rule-apart", people=("a", "b", "c"), limit=1)) == (
        "At most 1 of Ana, Bo and Cy."
    )
    assert speaker.say(say("target-min", limit=2, feature="side", value="inside")) == (
        "At least 2 inside government."
    )
    assert speaker.say(say("organisation-max", limit=2, organisation="local 1")) == (
        "At most 2 from Local 1."
    )
    assert speaker.say(say("out-cost", person="a", cost=Fraction(3, 2))) == (
        "Ana is not in: the best total with this person is 1.5 lower."
    )


@pytest.mark.parametrize(
    ("feature", "value", "words"),
    [
        ("sector", "union", "1 more from unions."),
        ("sector", "Water utility", "1 more from “Water utility”."),
        ("side", "outside", "1 more outside government."),
        ("town", "Gilroy", "1 more from Gilroy."),
        ("language", "Spanish", "1 more who speak Spanish."),
        ("column:Age {group}", "30-44", "1 more with “30-44” under “Age {group}”."),
    ],
)
def test_a_group_is_named_as_people_say_it(feature, value, words):
    assert Speaker({}, {}).say(say("trade-more", count=1, feature=feature, value=value)) == words


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_value_of_ours_has_words_of_its_own(language):
    ours = {"sector": Sector, "side": Side, "post": Post}
    pairs = [(feature, value) for feature in ours for value in ours[feature].values]
    with translation.override(language):
        said = {group_words(feature, value) for feature, value in pairs}
    assert len(said) == len(pairs)
    assert not any("“" in one for one in said)


def test_somebody_who_is_gone_is_not_an_id():
    assert "somebody no longer on the list" in Speaker({}, {}).say(say("rule-must", person="x"))


def test_a_sentence_survives_being_kept():
    inner = say("target-max", limit=2, feature="town", value="x")
    for sentence in (
        say("cohort-at-limit", rule=inner),
        say("out-cost", person="a", cost=Fraction(1, 3)),
        say("would-leave", people=("a", "b")),
    ):
        assert recall(keep(sentence)) == sentence


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_notes_are_said_as_the_core_says_them(code):
    given = {
        "count": 1234,
        "rows": (2, 3, 4, 5, 6, 7, 8),
        "lines": (1,),
        "columns": ("a", "b"),
        "name": "n",
        "others": ("Ana", "Bo"),
        "field": "f",
        "fields": ("f", "g"),
        "value": "v",
        "kind": "phone number",
        "by": "e-mail",
        "of": 9,
        "limit": 30,
        "tab": "t",
        "other": "o",
        "kept": "k",
    }
    with ENGLISH:
        assert note_text(note(code, **given)) == note(code, **given).text


def test_messy_words_become_our_keys_and_others_stay():
    assert [as_sector(word) for word in ("Labor", "IGLESIA", "union", "Water utility")] == [
        "union",
        "faith",
        "union",
        "Water utility",
    ]
    assert [as_side(word) for word in ("Inside", "fuera", "maybe")] == ["inside", "outside", ""]
    assert as_languages("spanish;  English , spanish | ") == ["Spanish", "English"]


def test_labels_come_back_as_their_own_keys_in_both_languages():
    for language in ("en", "es"):
        with translation.override(language):
            for key in ("government", "union", "community", "faith"):
                assert as_sector(str(value_label("sector", key))) == key


def test_columns_with_too_many_values_are_no_filter():
    rows = [{"a": str(n), "b": str(n % 2)} for n in range(50)]
    assert columns_of(rows) == {"b": ["0", "1"]}
