"""Every note and refusal has a sentence, and every sentence a use."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from string import Formatter

import pytest

from thousandfold_core.errors import Refusal
from thousandfold_core.sheets import notes, refusals
from thousandfold_core.sheets.notes import TEXTS, name_rows, note

SOURCES = {path.name: path.read_text("utf-8") for path in Path(notes.__file__).parent.glob("*.py")}
REFUSALS = [
    kind
    for _, kind in inspect.getmembers(refusals, inspect.isclass)
    if issubclass(kind, Refusal) and kind is not Refusal
]


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.__name__)
def test_refusal_says_what_to_do_in_one_sentence(kind):
    places = {name: 7 for _, name, _, _ in Formatter().parse(kind.text) if name}
    sentence = str(kind(**places))
    assert len(re.findall(r"\.(?:\s|$)", sentence)) <= 1
    assert len(sentence) < 200


def test_refusal_codes_differ():
    assert len({kind.code for kind in REFUSALS}) == len(REFUSALS)


@pytest.mark.parametrize("code", TEXTS)
def test_every_note_is_used_somewhere(code):
    others = "".join(text for name, text in SOURCES.items() if name != "notes.py")
    assert f'"{code}"' in others


def test_a_note_without_a_sentence_is_an_error():
    with pytest.raises(KeyError):
        note("no-such-note")


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((3,), "row 3"),
        ((3, 5), "rows 3, 5"),
        (tuple(range(1, 6)), "rows 1, 2, 3, 4, 5"),
        (tuple(range(1, 20_001)), "rows 1, 2, 3, 4, 5 and 19,995 more"),
    ],
)
def test_many_rows_are_named_briefly(numbers, words):
    assert name_rows(numbers) == words


def test_equal_notes_are_equal():
    assert note("blank-rows", count=2) == note("blank-rows", count=2)
    assert len({note("blank-rows", count=2), note("blank-rows", count=2)}) == 1
