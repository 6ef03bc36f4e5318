"""Taking a parent's changes into a fork, block by block."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thousandfold_core.curricula.blocks import Document, read_document, write_document
from thousandfold_core.curricula.merge import NotDecided, cards, merged

IDS = ["a", "b", "c", "d", "e"]
versions = st.dictionaries(st.sampled_from(IDS), st.sampled_from(["one", "two", "three"]))


def doc(**texts: str) -> Document:
    body = "".join(f"::: step {{#{key}}}\n{text}\n:::\n" for key, text in texts.items())
    return read_document("+++\n+++\n" + body, "x.md")[0]


def words(document: Document) -> dict[str, str]:
    return {block.id: block.text for block in document.blocks}


def test_three_blocks_give_theirs_ours_and_a_question():
    base = doc(a="one", b="one", c="one")
    found = cards(base, doc(a="one", b="mine", c="mine"), doc(a="new", b="one", c="new"))
    assert [(card.id, card.kind) for card in found] == [
        ("a", "theirs"),
        ("b", "ours"),
        ("c", "both"),
    ]


def test_clear_cases_are_carried_out_as_offered():
    base, ours, theirs = doc(a="one", b="one"), doc(a="one", b="mine"), doc(a="new", b="one")
    result = merged(ours, theirs, cards(base, ours, theirs), {})
    assert words(result) == {"a": "new", "b": "mine"}


def test_double_change_waits_for_people():
    base, ours, theirs = doc(a="one"), doc(a="mine"), doc(a="new")
    with pytest.raises(NotDecided, match="Both sides changed a"):
        merged(ours, theirs, cards(base, ours, theirs), {})


@pytest.mark.parametrize(
    ("choice", "result"),
    [
        ("ours", {"a": "mine"}),
        ("theirs", {"a": "new"}),
        ("both", {"a": "mine", "a-theirs": "new"}),
    ],
)
def test_choices_are_carried_out(choice, result):
    base, ours, theirs = doc(a="one"), doc(a="mine"), doc(a="new")
    found = cards(base, ours, theirs)
    assert words(merged(ours, theirs, found, {"a": choice})) == result


def test_same_change_on_both_sides_is_no_card():
    assert cards(doc(a="one"), doc(a="new"), doc(a="new")) == ()


def test_block_that_they_took_out_goes_and_one_that_we_took_out_stays_out():
    base, ours, theirs = doc(a="one", b="one"), doc(a="one"), doc(b="one")
    assert words(merged(ours, theirs, cards(base, ours, theirs), {})) == {}


def test_new_block_comes_after_the_one_it_follows_there():
    base = doc(a="one", b="one")
    theirs = doc(a="one", new="x", b="one")
    result = merged(base, theirs, cards(base, base, theirs), {})
    assert list(words(result)) == ["a", "new", "b"]


def test_last_line_without_an_end_does_not_run_into_the_next():
    base = read_document("+++\n+++\n::: step {#a}\none\n:::", "x.md")[0]
    theirs = doc(a="one", b="new")
    text = write_document(merged(base, theirs, cards(base, base, theirs), {}))
    again, findings = read_document(text, "x.md")
    assert findings == []
    assert words(again) == {"a": "one", "b": "new"}


@settings(deadline=None, max_examples=150)
@given(versions, versions, versions)
def test_merge_agrees_with_deciding_each_block_by_itself(base, ours, theirs):
    documents = doc(**base), doc(**ours), doc(**theirs)
    found = cards(*documents)
    result = words(
        merged(
            documents[1],
            documents[2],
            found,
            dict.fromkeys(IDS, "ours")
            | {card.id: "theirs" for card in found if card.kind == "theirs"},
        )
    )
    expected = {
        key: (
            ours if theirs.get(key) == base.get(key) or ours.get(key) != base.get(key) else theirs
        )[key]
        for key in IDS
        if (
            ours if theirs.get(key) == base.get(key) or ours.get(key) != base.get(key) else theirs
        ).get(key)
    }
    assert result == expected


@settings(deadline=None, max_examples=60)
@given(versions, versions)
def test_untouched_fork_takes_over_the_parent_whole(base, theirs):
    documents = doc(**base), doc(**base), doc(**theirs)
    assert words(merged(documents[1], documents[2], cards(*documents), {})) == theirs
