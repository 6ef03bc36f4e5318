"""Digests: steady where no reader sees a difference, and fresh when stamped."""

from __future__ import annotations

import hashlib

import pytest
from curriculum_sample import check, good, spoiled, swap
from hypothesis import given, settings
from hypothesis import strategies as st

from thousandfold_core.curricula.digest import content_digest, text_digest, words_digest
from thousandfold_core.curricula.frontmatter import split_front_matter
from thousandfold_core.curricula.reading import read_package
from thousandfold_core.curricula.stamp import NothingToStamp, stamp

TREE, TREE_ES = "activities/tree/en.md", "activities/tree/es.md"
FRESHNESS = {"translation-stale", "translation-unstamped"}


def test_text_digest_is_the_start_of_the_sha_256_of_the_text():
    assert text_digest("Draw.\n") == hashlib.sha256(b"Draw.").hexdigest()[:8]


def test_blanks_line_ends_and_composition_do_not_change_a_digest():
    assert text_digest("\n\ncafe\u0301  \r\nb\t\n\n") == text_digest("café\nb")


def test_indentation_and_inner_blank_lines_do_change_a_digest():
    assert len({text_digest(t) for t in ("a\nb", "a\n\nb", "a\n b", "ab")}) == 4


def test_content_digest_ignores_order_and_line_ends_only():
    files = good()
    same = {path: files[path].replace("\n", "\r\n") for path in reversed(list(files))}
    assert content_digest(same) == content_digest(files)


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(st.text(max_size=4), st.text(max_size=4)),
    st.dictionaries(st.text(max_size=4), st.text(max_size=4)),
)
def test_different_files_have_different_content_digests(one, two):
    same = {k: v.replace("\r\n", "\n") for k, v in one.items()} == {
        k: v.replace("\r\n", "\n") for k, v in two.items()
    }
    assert (content_digest(one) == content_digest(two)) is same


def test_words_digest_looks_at_words_and_not_at_minutes():
    def digest(text: str) -> str:
        return words_digest(split_front_matter(f"+++\n{text}\n+++\n", "x.md")[0])

    base = digest('title = "A"\nmaterials = ["p"]\nheat = "low"')
    assert digest('title = "A"\nmaterials = ["p"]\nheat = "high"') == base
    assert digest('title = "B"\nmaterials = ["p"]') != base
    assert digest('title = "A"\nmaterials = ["q"]') != base


def test_stamping_makes_a_stale_translation_fresh_and_touches_nothing_else():
    files = spoiled(swap(TREE, "Draw your roots.", "Draw roots."))
    changed = stamp(read_package(files), "es")
    assert list(changed) == [TREE_ES]
    before, after = files[TREE_ES].split("\n"), changed[TREE_ES].split("\n")
    assert [a for a, b in zip(after, before, strict=True) if a != b] == [
        f'::: step {{#roots min=40 screen="quiet" handout="sheet" reach=only_me of="{text_digest("Draw roots.")}"}}'
    ]
    assert not FRESHNESS & {f.code for f in check({**files, **changed})}


def test_stamping_twice_changes_nothing_more():
    assert stamp(read_package(good()), "es") == {}


def test_only_the_changed_block_is_stale():
    files = spoiled(swap(TREE, "Draw your roots.", "Draw roots."))
    stale = [f for f in check(files) if f.code == "translation-stale"]
    assert [f.params["id"] for f in stale] == ["roots"]


def test_changed_title_makes_the_front_matter_stale():
    files = spoiled(swap(TREE, 'title = "Tree"', 'title = "My tree"'))
    stale = [f for f in check(files) if f.code == "translation-stale"]
    assert [(f.file, f.line) for f in stale] == [(TREE_ES, 1)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_source_and_absent_languages_cannot_be_stamped(language):
    with pytest.raises(NothingToStamp, match=r"there are: es\."):
        stamp(read_package(good()), language)


def test_translation_without_front_matter_is_stamped_as_far_as_it_goes():
    files = good()
    files[TREE_ES] = "::: step {#roots}\nx\n:::\n"
    changed = stamp(read_package(files), "es")[TREE_ES]
    assert changed == f'::: step {{#roots of="{text_digest("Draw your roots.")}"}}\nx\n:::\n'
