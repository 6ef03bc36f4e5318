"""Two people, one thing: no save that was acknowledged is written over by another."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.urls import resolve

from factories.hosts import make_host, make_viewer
from factories.people import make_person
from promises.looking.collecting import taken_back
from thousandfold.base import editing
from thousandfold.base.choices import RoleKind
from thousandfold.base.editing import ChangedMeanwhile, save_edited
from thousandfold.base.models.common import Editable
from thousandfold.base.scope import every_host, inside
from thousandfold.base.views import EditPage
from trust.faults.forms import Sending
from trust.faults.lives import Lives
from trust.faults.states import WRITES
from trust.faults.test_every_form import acted, sent

NIGHT = os.environ.get("THOUSANDFOLD_NIGHT") == "1"
INTERLEAVINGS = 100_000 if NIGHT else 10_000
EDITS = 1_000 if NIGHT else 60
EDITORS = 4
#: Changes that are no edit: what follows from an act on something else, with the reason.
NO_EDIT: dict[tuple[str, str], str] = {}


def editable() -> list[type[models.Model]]:
    """Every model that people edit."""
    return [one for one in apps.get_models() if issubclass(one, Editable)]


def things() -> list[models.Model]:
    """One of each, from the region."""
    with every_host("one of everything that is edited"):
        found = [one._base_manager.first() for one in editable()]
    return [one for one in found if one is not None]


def a_field(model: type[models.Model]) -> str:
    """A field of it that takes any short text."""
    kinds = (models.CharField, models.TextField)
    plain = [
        one.name
        for one in model._meta.fields
        if isinstance(one, kinds) and not one.choices and not one.unique and not one.primary_key
    ]
    return plain[0] if plain else ""


def interleaved(thing: models.Model, times: int, seed: int) -> list[str]:
    """Editors who read and save in any order; what was acknowledged and then written over."""
    chance, name = Random(seed), a_field(type(thing))
    manager = type(thing)._base_manager
    seen: dict[int, Any] = {}
    kept: list[int] = []
    for number in range(times):
        who = chance.randrange(EDITORS)
        if who not in seen or chance.random() < 0.4:
            seen[who] = manager.get(pk=thing.pk)
            continue
        mine = seen.pop(who)
        try:
            with transaction.atomic():
                editing.save_edited(mine, mine.version, **({name: f"w{number}"} if name else {}))
            kept.append(mine.version)
        except ChangedMeanwhile:
            continue
    label = type(thing)._meta.label
    twice = [one for one, count in Counter(kept).items() if count > 1]
    fresh = manager.get(pk=thing.pk)
    if twice or fresh.version != thing.version + len(kept):
        return [f"{label}: {len(twice)} acknowledged changes written over"]
    return []


def silent_writes(sendings: list[Sending]) -> list[str]:
    """Forms that change an edited thing without counting its version up."""
    tables = {one._meta.db_table for one in editable()}
    found = set()
    for one in sendings:
        with taken_back(), _heard() as statements:
            sent(one)
        for sql in statements:
            table = WRITES.match(sql)[1]
            changes = sql.lstrip().upper().startswith("UPDATE") and table in tables
            if changes and '"version" =' not in sql.partition(" WHERE ")[0]:
                found.add((one.route, table))
    return sorted(f"{route}: {table}" for route, table in found - NO_EDIT.keys())


@contextmanager
def _heard() -> Iterator[list[str]]:
    statements: list[str] = []

    def note(execute, sql, params, many, context):
        if WRITES.match(sql):
            statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield statements


def edit_pages(sendings: list[Sending]) -> list[Sending]:
    """Forms of pages that edit something."""
    found: dict[str, Sending] = {}
    for one in sendings:
        view = getattr(resolve(one.action.partition("?")[0]).func, "view_class", None)
        if view is not None and issubclass(view, EditPage):
            found.setdefault(one.route, one)
    return list(found.values())


def unshown_conflicts(sendings: list[Sending]) -> list[str]:
    """Pages on which somebody who saved too late is not shown both texts."""
    found = []
    for one in edit_pages(sendings):
        data = dict(one.data)
        if "version" not in data:
            found.append(f"{one.route}: the form names no version")
            continue
        typed = {name: _changed(name, value) for name, value in data.items()}
        late = Sending(one.person, one.page, one.action, tuple({**typed, "version": "0"}.items()))
        with taken_back():
            reply = sent(late)
        page = reply.content.decode()
        if acted(reply):
            found.append(f"{one.route}: a late save was taken")
        elif reply.status_code == 409 and 'class="two-texts"' not in page and _has_texts(one):
            found.append(f"{one.route}: a conflict without both texts")
    return found


def _changed(name: str, value: str) -> str:
    """Another text, where a field holds one."""
    plain = re.fullmatch(r"[A-Z][\w ,.'-]+", value) and name not in ("once", "version")
    return f"{value} too"[:40] if plain else value


def _has_texts(one: Sending) -> bool:
    return any(_changed(name, value) != value for name, value in one.data)


@pytest.mark.django_db
@pytest.mark.both
def test_no_interleaving_of_editors_loses_a_save(every_sending):
    one_of_each = things()
    each = INTERLEAVINGS // len(one_of_each)
    with taken_back():
        found = [one for thing in one_of_each for one in interleaved(thing, each, seed=5)]
    assert found == []
    assert {type(one) for one in one_of_each} == set(editable())


@pytest.mark.django_db
def test_every_form_counts_up_the_version_of_what_it_changes(every_sending):
    assert silent_writes(every_sending) == []


@pytest.mark.django_db
def test_every_page_that_edits_shows_both_texts(every_sending):
    assert len(edit_pages(every_sending)) >= 10
    assert unshown_conflicts(every_sending) == []


@pytest.mark.django_db
@pytest.mark.sabotage("test_every_page_that_edits_shows_both_texts")
@pytest.mark.sabotage("test_no_interleaving_of_editors_loses_a_save")
def test_without_a_look_at_the_version_saves_are_lost(every_sending):
    with patch.object(editing, "save_edited", _blindly), taken_back():
        assert interleaved(things()[0], 200, seed=5)


def _blindly(thing: Any, based_on: int, **changes: Any) -> Any:
    return save_edited(thing, type(thing)._base_manager.get(pk=thing.pk).version, **changes)


@pytest.fixture
def edited(transactional_db: None, tmp_path: Path) -> Iterator[Lives]:
    """One person that several will change."""
    host = make_host(is_demo=True)
    make_viewer(host, RoleKind.STAFF)
    with inside(host):
        make_person(host)

    made = Lives(tmp_path / "data")
    yield made
    made.ends()


def edited_at_once(lives: Lives, times: int, hole: str = "") -> list[str]:
    """Two processes of two threads change one person: versions that two saves were based on."""
    lives.begins("edit", str(times), *([hole] if hole else []))
    said = list(lives.early)
    lives.begins("edit", str(times), *([hole] if hole else []))
    said += lives.early
    while said.count("over") < 2:
        said.append(lives.hears())
    kept = Counter(one for one in said if one.startswith("kept"))
    [(version,)] = lives.rows("SELECT version FROM people_person")
    wrong = [f"{one} twice" for one, count in kept.items() if count > 1]
    return [*wrong, *([f"version {version}"] if version != 1 + sum(kept.values()) else [])]


@pytest.mark.both
def test_editors_in_threads_and_processes_lose_nothing(edited):
    assert edited_at_once(edited, EDITS) == []


@pytest.mark.sabotage("test_editors_in_threads_and_processes_lose_nothing")
def test_editors_that_look_at_no_version_are_found(edited):
    assert edited_at_once(edited, EDITS, "blind")
