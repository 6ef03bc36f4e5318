"""Editors of one thing: who read what, whose save was acknowledged, and what forms write."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.urls import resolve

from promises.looking.collecting import taken_back
from thousandfold.base.doorway import editing
from thousandfold.base.doorway.editing import ChangedMeanwhile
from thousandfold.base.models.common import Editable
from thousandfold.base.scope import every_host
from thousandfold.base.views import EditPage
from trust.faults.forms import Sending
from trust.faults.sending import acted, sent
from trust.faults.states import WRITES

EDITORS = 4
#: Columns that no form of a thing edits, so that no save of it can write over them, nor they over
#: a save: an own place in a list, what another act leads to, links to what it became.
NOT_EDITED = {
    "position",
    "columns",
    "person_id",
    "account_id",
    "merged_into_id",
    "marks_opened_at",
    "story",
    "changed_at",
}
SET = re.compile(r'"(\w+)" = ')


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
            if sql.lstrip().upper().startswith("UPDATE") and table in tables:
                columns = set(SET.findall(sql.partition(" WHERE ")[0]))
                if "version" not in columns and columns - NOT_EDITED:
                    found.add(f"{one.route}: {table} {sorted(columns)}")
    return sorted(found)


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
    plain = re.fullmatch(r"[A-Z][\w ,.'-]+", value) and name not in (
        "csrfmiddlewaretoken",
        "once",
        "version",
    )
    return f"{value} too"[:40] if plain else value


def _has_texts(one: Sending) -> bool:
    return any(_changed(name, value) != value for name, value in one.data)
