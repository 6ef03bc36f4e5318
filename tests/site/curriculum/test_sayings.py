"""What a check of a package says, in the reader's language; nothing may be missing."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import pytest
from django.utils import translation
from django.utils.html import strip_tags

from thousandfold.curriculum.sayings import FINDINGS, finding_text
from thousandfold_core.curricula.catalogue import CATALOGUE, FRONT_MATTER, TOO_MUCH, WANTED
from thousandfold_core.curricula.findings import finding


@pytest.fixture
def in_spanish() -> Iterator[None]:
    with translation.override("es"):
        yield


def test_every_finding_of_the_core_has_its_translatable_twin():
    sentences = {code: text for code, (_, text) in CATALOGUE.items()}
    assert {code: str(text) for code, text in FINDINGS.items()} == sentences


def test_a_finding_is_said_as_the_core_says_it():
    found = finding("facts-old", "a.md", 3, id="law.one", as_of="2024-01-01")
    assert strip_tags(finding_text(found)) == found.text


def test_a_finding_is_said_in_spanish(in_spanish):
    found = finding("handout-unused", "a.md", name="tree")
    assert finding_text(found) == "Ningún paso nombra el material <code>tree</code>."


@pytest.mark.parametrize("wanted", WANTED.values())
def test_what_a_key_should_hold_is_said_in_spanish(in_spanish, wanted):
    found = finding("key-wrong", "a.md", key="title", wanted=wanted)
    assert not finding_text(found).endswith(f" {wanted}.")


@pytest.mark.parametrize(
    ("code", "params"),
    [("translation-stale", {"id": FRONT_MATTER}), ("toml-unreadable", {"why": TOO_MUCH})],
)
def test_phrases_of_the_core_are_said_in_spanish(in_spanish, code, params):
    said = finding_text(finding(code, "a.md", **params))
    assert [phrase for phrase in params.values() if phrase in said] == []


def test_a_value_of_another_kind_is_shown_as_it_is():
    found = finding("translation-differs", "a.md", key="tenets", found=["a"], wanted=["b"])
    assert strip_tags(unescape(finding_text(found))) == found.text


def test_words_of_a_package_are_no_markup():
    assert "<b>" not in finding_text(finding("handout-unused", "a.md", name="<b>"))
