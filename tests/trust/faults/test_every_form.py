"""Every form of the site: sent twice it counts once, and on a failing disk it is all or nothing."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection

from promises.looking.collecting import taken_back
from thousandfold.base.doorway import acting, editing, once
from thousandfold.base.doorway.editing import save_edited
from trust.faults.edits import (
    edit_pages,
    editable,
    interleaved,
    silent_writes,
    things,
    unshown_conflicts,
)
from trust.faults.forms import Sending
from trust.faults.sending import acted, said, sent
from trust.faults.states import BESIDE, contents, faulty, unreadable

pytestmark = pytest.mark.django_db
NIGHT = os.environ.get("THOUSANDFOLD_NIGHT") == "1"
INTERLEAVINGS = 100_000 if NIGHT else 10_000
#: Forms without a key of their own, with the reason.
NO_KEY = {
    "h/<slug:host>/train/days/<uuid:day_id>/attendance/": "it says how things stand, not what to"
    " add; the page sends each tap again until it is heard",
    "h/<slug:host>/people/<uuid:pk>/held/": "it changes nothing: each press hands out the copy",
    "h/<slug:host>/recruit/<uuid:call>/nominations/<uuid:pk>/held/": "each press hands out the"
    " copy, and the trail says of each that it was made",
    "nominated/<str:key>/held/": "its copy changes nothing: each press hands it out",
    "held/<str:token>/": "it changes nothing: each press hands out the copy",
}
#: Of these routes only the other forms go without a key: one with this field must carry it.
ACTS_TOO = {"nominated/<str:key>/held/": "take_out"}
#: Forms whose act cannot be taken back whole, with the reason.
NOT_WHOLE = {
    "h/<slug:host>/outbox/act/": "a letter that may have left is marked before it leaves, one by one",
    "h/<slug:host>/host/trail/": "the letter with the end of the trail goes the same way",
}
#: Forms after which the same person may send nothing more, with the reason.
NOTHING_AFTER = {
    "h/<slug:host>/host/look/": "who looks through somebody else's eyes only looks",
}
#: More writes than this of one post are not each refused in turn; the last one always is.
MOST_WRITES = 6
#: Posts of one route, by its several buttons, whose writes are refused.
MOST_POSTS = 7


def without_key(sendings: list[Sending]) -> list[str]:
    """Forms that hold no key and are not among the exceptions."""
    bare = [one for one in sendings if not dict(one.data).get("once")]
    return sorted({one.route for one in bare if not _needs_no_key(one)})


def _needs_no_key(one: Sending) -> bool:
    return one.route in NO_KEY and ACTS_TOO.get(one.route) not in dict(one.data)


def counted_twice(sendings: list[Sending]) -> list[str]:
    """Forms whose second or third copy changed something, or was answered otherwise."""
    found = []
    for one in sendings:
        with taken_back():
            with faulty() as first:
                answer = sent(one)
            if not acted(answer) or one.route in NOTHING_AFTER:
                continue
            tables = {name for name in first.written if name not in BESIDE}
            before = contents(tables)
            for _copy in range(2):
                with faulty() as again:
                    repeated = sent(one)
                tables |= {name for name in again.written if name not in BESIDE}
                if said(repeated) != said(answer):
                    found.append(f"{one.route}: {said(answer)}, then {said(repeated)}")
            changed = [n for n, rows in contents(tables).items() if rows != before.get(n, rows)]
            if changed:
                found.append(f"{one.route}: written twice: {changed}")
    return found


def _kept_so_far(here: acting.Acting) -> bool:
    """Within the test's transaction an act is kept when its own one has ended well."""
    return any(one[1] == here.keep for one in connection.run_on_commit)


def torn_by_faults(sendings: list[Sending], problem=None) -> tuple[list[str], Counter[str]]:
    """Posts that a failing disk leaves half done, or that it is not said of; and what was tried."""
    with patch.object(acting.Acting, "acted", property(_kept_so_far)):
        return _torn_by_faults(sendings, problem)


def _torn_by_faults(sendings: list[Sending], problem) -> tuple[list[str], Counter[str]]:
    found, tried = [], Counter()
    for one in sendings:
        if tried[one.route] >= MOST_POSTS or one.route in NOT_WHOLE:
            continue
        with taken_back(), faulty() as whole:
            taken = acted(sent(one))
        writes = [number for number, _name in enumerate(whole.written)]
        if not taken or not writes:
            continue
        tables = {name for name in whole.written if name not in BESIDE}
        for number in dict.fromkeys([*writes[:MOST_WRITES], writes[-1]]):
            with taken_back():
                found += _torn(one, number, tables, problem)
            tried[one.route] += 1
    return found, tried


def _torn(one: Sending, number: int, tables: set[str], problem) -> list[str]:
    before = contents(tables)
    with faulty(number, *([problem] if problem else [])):
        reply = sent(one)
    connection.needs_rollback = False  # the post stood in the test's transaction, not in its own
    where = f"{one.route}, at write {number}"
    if acted(reply):  # only what may be left out was refused
        return []
    if reply.status_code != 507:
        return [f"{where}: answered {reply.status_code}"]
    after = contents(tables)
    if after != before:
        return [f"{where}: half done: {[one for one in after if after[one] != before[one]]}"]
    if not acted(sent(one)):
        return [f"{where}: not taken once the disk answers again"]
    return []


def test_every_form_carries_a_key(every_sending):
    assert without_key(every_sending) == []


def test_every_form_counts_once(every_sending):
    found = counted_twice(every_sending)
    assert found == []


def test_a_full_disk_leaves_no_form_half_done(every_sending):
    found, tried = torn_by_faults(every_sending)
    assert found == []
    assert len(tried) >= 40, sorted(tried)


def test_a_disk_that_does_not_answer_leaves_no_form_half_done(every_sending):
    few = [one for number, one in enumerate(every_sending) if number % 4 == 0]
    assert torn_by_faults(few, unreadable)[0] == []


@pytest.mark.sabotage("test_every_form_carries_a_key")
def test_a_form_without_a_key_is_found_out(every_sending):
    first = next(one for one in every_sending if dict(one.data).get("once"))
    bare = tuple((name, value) for name, value in first.data if name != "once")
    planted = Sending(first.person, first.page, first.action, bare)
    assert without_key([planted]) == [first.route]


@pytest.mark.sabotage("test_every_form_counts_once")
def test_forms_whose_keys_are_not_looked_at_count_twice(every_sending):
    def never(**given):
        return once.Claim(given["key"][:20], "")

    with patch.object(once, "claim", never), patch.object(once, "mark", lambda claim: None):
        assert counted_twice(every_sending)


@pytest.mark.sabotage("test_a_full_disk_leaves_no_form_half_done")
def test_a_use_case_without_its_transaction_is_found_half_done(every_sending):
    few = [
        one for one in every_sending if one.route.endswith(("people/new/", "organisations/new/"))
    ]
    nothing = SimpleNamespace(atomic=nullcontext)
    with patch("thousandfold.people.usecases.persons.transaction", nothing):
        assert any("half done" in one for one in torn_by_faults(few)[0])


def test_no_interleaving_of_editors_loses_a_save(every_sending):
    one_of_each = things()
    each = INTERLEAVINGS // len(one_of_each)
    with taken_back():
        found = [one for thing in one_of_each for one in interleaved(thing, each, seed=5)]
    assert found == []
    assert {type(one) for one in one_of_each} == set(editable())


def test_every_form_counts_up_the_version_of_what_it_changes(every_sending):
    assert silent_writes(every_sending) == []


def test_every_page_that_edits_shows_both_texts(every_sending):
    assert len(edit_pages(every_sending)) >= 10
    assert unshown_conflicts(every_sending) == []


@pytest.mark.sabotage("test_every_page_that_edits_shows_both_texts")
@pytest.mark.sabotage("test_no_interleaving_of_editors_loses_a_save")
def test_without_a_look_at_the_version_saves_are_lost(every_sending):
    with patch.object(editing, "save_edited", _blindly), taken_back():
        assert interleaved(things()[0], 200, seed=5)


def _blindly(thing: Any, based_on: int, **changes: Any) -> Any:
    return save_edited(thing, type(thing)._base_manager.get(pk=thing.pk).version, **changes)
