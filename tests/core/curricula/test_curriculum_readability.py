"""The reading-level estimate."""

from __future__ import annotations

import pytest

from thousandfold_core.curricula.readability import grade, sentences, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("tree", 1),
        ("table", 2),
        ("made", 1),
        ("walked", 1),
        ("wanted", 2),
        ("boxes", 2),
        ("lines", 1),
        ("community", 4),
        ("the", 1),
        ("psst", 1),
    ],
)
def test_syllables_are_counted_by_vowel_groups(word, count):
    assert syllables(word) == count


def test_grade_follows_the_formula_of_1975():
    # 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59
    assert grade("The cat sat on the mat.") == pytest.approx(-1.45)


def test_longer_words_and_sentences_raise_the_grade():
    plain = grade("We talk. We vote. We go home.")
    heavy = grade("Organizational deliberation necessitates extraordinary administrative patience.")
    assert plain < 2 < 12 < heavy


def test_wrapped_lines_are_one_sentence_and_list_items_are_several():
    assert len(sentences("One long line\nthat goes on.")) == 1
    assert len(sentences("- draw\n- tell\n- rest")) == 3


def test_marks_and_addresses_do_not_count():
    assert grade("**Draw** a [tree](https://example.org/institutional).") == grade("Draw a tree.")


@pytest.mark.parametrize("text", ["", "____\n", "1. 2. 3.", "أهلا"])
def test_text_without_english_words_has_no_grade(text):
    assert grade(text) is None
