"""Facts about the programme: each with its source, conflicting figures side by side."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from thousandfold.pages.facts import FACTS, HOSTS, REPORT, SOURCES, TIMELINE

ALL = (*FACTS, *TIMELINE)
LINES = re.compile(r"^\d+(–\d+)?(, \d+(–\d+)?)*$")


@pytest.fixture(autouse=True)
def _in_english():
    """A page in Spanish that another test asked for leaves its language behind."""
    with translation.override("en"):
        yield


def values(word):
    fact = next(one for one in ALL if word in str(one.what))
    return [str(claim.value) for claim in fact.claims]


def test_every_claim_names_a_known_source():
    assert {claim.source for one in ALL for claim in one.claims} <= set(SOURCES)


def test_every_claim_of_the_report_says_its_lines():
    claims = [c for one in ALL for c in one.claims if c.source == REPORT]
    assert [c.where for c in claims if not LINES.match(c.where)] == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("People trained", ["1,500", "more than 1,500", "more than 1,400"]),
        ("Where", ["16 cities", "16 regions"]),
        ("Did it cover nonprofits", ["no, exempt", "yes, included"]),
    ],
)
def test_conflicting_figures_stand_side_by_side(word, expected):
    assert values(word) == expected


def test_only_conflicting_accounts_are_marked():
    marked = [str(one.what) for one in ALL if one.differs]
    assert all(len({str(c.value) for c in one.claims}) > 1 for one in ALL if one.differs)
    assert len(marked) == 7


def test_a_fact_whose_sources_agree_is_not_marked(client, db):
    cohorts = next(one for one in FACTS if str(one.what) == "Cohorts")
    assert cohorts.differs is False


def test_the_page_marks_what_differs(client, db):
    page = client.get("/about/").content.decode()
    assert page.count(">sources differ<") == sum(one.differs for one in ALL)


def test_no_more_hosts_are_named_than_the_report_names():
    assert len(HOSTS) == 12  # eleven entries of lines 532-556, and the home of the programme


def test_the_page_says_it_was_not_audited(client, db):
    assert "Not independently audited" in client.get("/about/").content.decode()
