"""The trail is a chain: whatever somebody changes in it shows."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from factories.hosts import AT
from thousandfold.base import linking, trail
from thousandfold.base.models import TrailEntry
from thousandfold.base.usecases.trail import blank_details
from thousandfold_core import chain
from thousandfold_core.chain import Fault, Line

KEY = b"a key of the tests"
LONG = 40
LINES = 16


def made(number: int = LONG, key: bytes = KEY) -> list[Line]:
    """A chain of so many lines."""
    link, lines = chain.beginning(key, "host"), []
    for one in range(1, number + 1):
        facts, details = (str(one), "2026-03-07", "", "sent", "base.message", ""), '{"count":3}'
        mark = chain.mark_of(key, f"salt{one}", details)
        link = chain.link_of(key, link, one, facts, mark)
        lines.append(Line(one, facts, details, f"salt{one}", mark, link))
    return lines


def faults(lines: list[Line], anchors: dict[int, str] | None = None) -> list[Fault]:
    """What a look through the lines finds."""
    return [one.fault for one in chain.look_through(KEY, "host", lines, anchors).findings]


def test_a_chain_that_nobody_touched_is_whole():
    lines = made()
    assert faults(lines, {LONG: lines[-1].link, 7: lines[6].link[:20]}) == []


def test_a_chain_of_another_host_does_not_fit():
    assert chain.look_through(KEY, "another", made(3)).findings[0].fault is Fault.CHANGED


def test_blanked_details_keep_the_chain_when_a_later_line_says_so():
    from dataclasses import replace

    lines = made(4)
    lines[1] = replace(lines[1], details="", salt="")
    assert faults(lines) == [Fault.BLANKED]
    lines[3] = replace(lines[3], blanks=frozenset({2}))
    assert faults(lines) == []


def test_an_anchor_is_read_as_it_is_written():
    link = made(1)[0].link
    assert linking.read_anchor(linking.written(12, link)) == {12: link[:20]}
    assert linking.read_anchor("12 abcd") == linking.read_anchor("what") == {}


def rows(host: Any) -> Any:
    """The host's lines."""
    return TrailEntry._base_manager.filter(host=host)


def some_acts(host: Any, viewer: Any, count: int) -> None:
    """The viewer does so many things."""
    from datetime import timedelta

    for one in range(count):
        at = AT + timedelta(seconds=one)
        trail.record(viewer, "sent", host, at, count=one, state="sent", to=str(uuid4()))


def wrong_with(host: Any, anchors: dict[int, str]) -> list[Any]:
    """The gate: what is wrong with the host's trail as it is stored."""
    return list(linking.look_over(host.pk, rows(host), anchors).findings)


def edit(chance: random.Random, rows: Any) -> None:
    """One column of one line says something else."""
    one = chance.choice(list(rows))
    column = chance.choice(["at", "actor", "verb", "thing", "thing_id", "details", "salt", "mark"])
    from datetime import timedelta

    other = {
        "at": one.at + timedelta(seconds=chance.choice([-60, 1])),
        "actor": uuid4(),
        "verb": one.verb + "x",
        "thing": "base.role",
        "thing_id": uuid4(),
        "details": chance.choice([{}, {**one.details, "count": -1}, ["a list"]]),
        "salt": chance.choice(["", "0" * 32]),
        "mark": "0" * 64,
    }
    rows.filter(pk=one.pk).update(**{column: other[column]})


def delete(chance: random.Random, rows: Any) -> None:
    """One line is gone."""
    rows.filter(pk=chance.choice(list(rows)).pk).delete()


def swap(chance: random.Random, rows: Any) -> None:
    """Two lines stand in each other's place."""
    one, two = chance.sample(list(rows), 2)
    first, second = one.number, two.number
    rows.filter(pk=one.pk).update(number=10**6)
    rows.filter(pk=two.pk).update(number=first)
    rows.filter(pk=one.pk).update(number=second)


def insert(chance: random.Random, rows: Any) -> None:
    """A line that nobody did, linked with a key that was guessed."""
    last = rows.order_by("-number").first()
    facts = linking.facts_of(last)
    link = chain.link_of(b"guessed", last.link, last.number + 1, facts, last.mark)
    last.pk, last.number, last.link = uuid4(), last.number + 1, link
    last.save(force_insert=True)


def truncate(chance: random.Random, rows: Any) -> None:
    """The newest lines are gone, and no link is broken."""
    last = rows.order_by("-number").first().number
    rows.filter(number__gt=last - chance.randint(1, 8)).delete()


def empty(chance: random.Random, rows: Any) -> None:
    """Details are emptied without saying so."""
    rows.filter(pk=chance.choice(list(rows)).pk).update(details={}, salt="")


TAMPERINGS: list[Callable[[random.Random, Any], None]] = [
    edit, delete, swap, insert, truncate, empty
]  # fmt: skip


@pytest.fixture
def acted(db, host, here, staff) -> Any:
    """A host where some things were done."""
    some_acts(host, staff, LINES)
    return host


def tampered_unseen(host: Any, times: int, *, anchored: bool = True) -> list[str]:
    """The gate: names of the tamperings, out of so many, that no look through the trail finds."""
    from django.db import transaction

    last = rows(host).order_by("-number").first()
    anchors = {last.number: last.link} if anchored else {}
    assert wrong_with(host, anchors) == []
    chance, unseen = random.Random(8), []
    for one in range(times):
        act = TAMPERINGS[one % len(TAMPERINGS)]
        with transaction.atomic():
            act(chance, rows(host))
            if not wrong_with(host, anchors):
                unseen.append(act.__name__)
            transaction.set_rollback(True)
    return unseen


@pytest.mark.both
def test_a_thousand_tamperings_are_all_seen_with_the_anchor(acted):
    assert tampered_unseen(acted, 1000) == []


@pytest.mark.sabotage("test_a_thousand_tamperings_are_all_seen_with_the_anchor")
def test_without_the_anchor_a_cut_off_end_is_not_seen(acted):
    unseen = tampered_unseen(acted, 60, anchored=False)
    assert set(unseen) == {"truncate"}


@pytest.mark.sabotage("test_a_thousand_tamperings_are_all_seen_with_the_anchor")
def test_links_that_bind_nothing_let_edits_through(host, here, staff, monkeypatch):
    monkeypatch.setattr(chain, "_digest", lambda key, *words: "0" * 64)
    some_acts(host, staff, 10)
    assert "edit" in tampered_unseen(host, 60)


@pytest.mark.both
def test_blanking_is_recorded_and_keeps_the_chain(acted, staff):
    some = rows(acted).filter(number__in=[3, 5, 8])
    assert blank_details(staff, some, AT) == 3
    assert [one.details for one in some] == [{}, {}, {}]
    assert wrong_with(acted, {}) == []
    assert blank_details(staff, rows(acted), AT) == LINES - 3
    assert wrong_with(acted, {}) == []


def test_details_that_are_no_longer_json_are_a_finding(acted):
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints=ON")
        cursor.execute("UPDATE base_trailentry SET details = '{no' WHERE number = 4")
    assert wrong_with(acted, {}) != []


def test_details_come_back_as_they_were_linked(acted, staff):
    odd = {"words": "Hòa bình", "yes": True, "none": None, "number": -4}
    entry = trail.record(staff, "sent", acted, AT, **odd)
    again = rows(acted).get(pk=entry.pk)
    assert json.loads(linking.details_of(again)) == odd
    assert wrong_with(acted, {entry.number: entry.link}) == []
