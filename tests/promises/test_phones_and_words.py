"""Pages for phones are light, their words are plain, and what is drawn stands in words too."""

from __future__ import annotations

import pytest

from promises.looking.collecting import Collection
from promises.looking.drawings import drawings, only_drawn
from promises.looking.everything import everything_shown
from promises.looking.weighing import Weight, is_for_phones, weigh
from promises.looking.wording import grade, sentences, syllables

pytestmark = pytest.mark.django_db
#: Trust row AX-7.
GRADE, LONGEST = 8, 25


@pytest.fixture(scope="module")
def collection(django_db_setup, django_db_blocker) -> Collection:
    """Everything that people are shown in a region with one of everything."""
    with django_db_blocker.unblock():
        return everything_shown()


#: Pages whose table says the same in other words, and the tests that compare the two.
SAID_OTHERWISE = {
    "h/<slug:host>/bodies/<slug:key>/?": "tests/site/power/test_bodies.py",
    "h/<slug:host>/platforms/<uuid:pk>/print/?": "tests/site/campaigns/test_picture.py",
}


def for_phones(collection: Collection) -> dict[str, str]:
    """By kind, the English pages that participants and the public open."""
    found = {
        kind: shown.answers["en"].content.decode()
        for kind, shown in collection.shown.items()
        if "en" in shown.answers
    }
    return {kind: html for kind, html in found.items() if is_for_phones(html)}


def too_heavy(pages: dict[str, str]) -> list[str]:
    """Pages over a limit of weight."""
    return [f"{kind}: {one}" for kind, html in pages.items() for one in weigh(html).too_much()]


def too_hard(pages: dict[str, str]) -> list[str]:
    """Pages that ask for more than eight years of school, and sentences that are too long."""
    found = []
    for kind, html in pages.items():
        said = sentences(html)
        found += [f"{kind}: {' '.join(one)}" for one in said if len(one) > LONGEST]
        if (years := grade(said)) > GRADE:
            found.append(f"{kind}: {years:.1f} years of school")
    return found


def test_pages_for_phones_are_light(collection):
    pages = for_phones(collection)
    assert len(pages) > 60
    assert "\n".join(too_heavy(pages)) == ""


def test_pages_for_phones_are_plain(collection):
    assert "\n".join(too_hard(for_phones(collection))) == ""


def test_what_is_drawn_stands_in_words_on_the_same_page(collection):
    pages = {
        f"{kind} ({language})": reply.content.decode()
        for kind, shown in collection.shown.items()
        for language, reply in shown.answers.items()
        if kind not in SAID_OTHERWISE
    }
    assert sum(bool(drawings(html)) for html in pages.values()) > 10
    assert "\n".join(f"{k}: {one}" for k, html in pages.items() for one in only_drawn(html)) == ""


@pytest.mark.sabotage("test_what_is_drawn_stands_in_words_on_the_same_page")
def test_what_is_only_drawn_would_be_found():
    drawn = '<svg><g data-fact="root:1"><title>Care, from my aunt</title></g></svg>'
    assert only_drawn(f"<p>Care: from my aunt</p>{drawn}") == []
    assert only_drawn(f"<p>Care</p>{drawn}") == ["only drawn: Care, from my aunt"]
    assert only_drawn("<svg><text>7 of 12</text></svg>")


@pytest.mark.sabotage("test_pages_for_phones_are_light")
def test_a_heavy_page_would_be_found():
    noise = " ".join(f"{n * 7919 % 104729:x}" for n in range(9000))
    assert [one.split(":")[1] for one in too_heavy({"heavy": noise})] == [" the page"]
    assert Weight(1, 2, 3, 4, 5, 7).too_much() == ["requests: 7 of 6"]


@pytest.mark.sabotage("test_pages_for_phones_are_plain")
def test_hard_words_would_be_found():
    hard = "<p>Notwithstanding institutional considerations, participants substantiate eligibility.</p>"
    long = f"<p>{'one and ' * 14}two.</p>"
    assert len(too_hard({"hard": hard, "long": long})) == 2


@pytest.mark.parametrize(
    ("word", "count"), [("shared", 1), ("table", 2), ("phone", 1), ("value", 2), ("deleted", 3)]
)
def test_syllables_are_counted(word, count):
    assert syllables(word) == count


def test_the_grade_agrees_with_a_worked_example():
    """Eleven words of one syllable in one sentence of eleven: 0.39 × 11 + 11.8 − 15.59."""
    assert grade([["cat"] * 11]) == pytest.approx(0.5)
