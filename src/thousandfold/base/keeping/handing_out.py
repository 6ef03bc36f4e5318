# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is held about a person, as they get it: tables, rows, and what is left out and why.

One zip: ``held.json`` for machines, ``held.html`` for people. What somebody else wrote is
left out, and so are keys; both are said (trust row 3.7, docs/decisions/0094).
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi

from thousandfold.base.keeping.holdings import OTHERS_WORDS, Holding, holdings
from thousandfold.base.keeping.subject import Subject, mentioned, rows_of
from thousandfold.base.models import TrailEntry
from thousandfold.base.privacy import P4, class_of
from thousandfold.base.scope import every_host
from thousandfold.base.trail import act_words

#: Rows are read so many at a time.
PART = 500


@dataclass
class Table:
    """One table as a person gets it: what it is for, its rows, and fields left out with reasons."""

    name: Any
    why: Any
    until: Any
    rows: list[dict[str, Any]] = field(default_factory=list)
    left_out: dict[str, Any] = field(default_factory=dict)


def held_about(subject: Subject, *, private: bool) -> list[Table]:
    """Everything held about a person, table by table; tables without rows are left out.

    Without ``private``, words that only they may read (class P4 and P5) stay closed: for
    copies that somebody else makes for them.
    """
    with every_host("a person's own rows, whatever host holds them"):
        found = [_table(one, subject, private) for one in holdings()]
    return [one for one in found if one.rows]


def _table(one: Holding, subject: Subject, private: bool) -> Table:
    shown = one.shown()
    closed = [] if private else [name for name in shown if _is_private(one, name)]
    table = Table(one.name, one.why, one.until, left_out=_reasons(one, closed))
    names = [name for name in shown if name not in closed]
    if one.is_about_people and subject.ids(one.model):
        rows = rows_of(one, subject)
        if one.given:
            rows = rows.filter(one.given(subject))
        table.rows += [_row(one, row, names, subject, table) for row in _read(rows)]
    for each, rows in mentioned(one, subject):
        keys = ["id", *each.empty] if _has_id(one) else list(each.empty)
        table.rows += [{name: _value(row, name) for name in keys} for row in _read(rows)]
    return table


def _is_private(one: Holding, name: str) -> bool:
    return (class_of(one.model, name) or "P0") >= P4


def _reasons(one: Holding, closed: list[str]) -> dict[str, Any]:
    from django.utils.translation import gettext_lazy as _

    said = {
        name: _("Only the person may read it; they find it at their own place.") for name in closed
    }
    return {name: str(why) for name, why in {**one.withheld, **said}.items()}


def _read(rows: QuerySet[Any]) -> Iterator[Model]:
    return rows.order_by("pk").iterator(chunk_size=PART)


def _row(
    one: Holding, row: Model, names: list[str], subject: Subject, table: Table
) -> dict[str, Any]:
    said = {}
    for name in names:
        author = one.written_by.get(name)
        if author and not _is_by(one, row, author, subject):
            table.left_out[name] = str(OTHERS_WORDS)
            continue
        said[name] = _value(row, name)
    if isinstance(row, TrailEntry):
        said["what"] = str(act_words(row.thing, row.verb))
        said["by_yourself"] = row.actor in subject.all_ids()
    return said


def _is_by(one: Holding, row: Any, author: str, subject: Subject) -> bool:
    target = one.model._meta.get_field(author).related_model
    return getattr(row, one.model._meta.get_field(author).attname) in subject.ids(target)


def _has_id(one: Holding) -> bool:
    return any(each.name == "id" for each in one.fields())


def _value(row: Any, name: str) -> Any:
    """A field's value as JSON can hold it: keys of other rows as text."""
    value = getattr(row, row._meta.get_field(name).attname)
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder, default=str))


def as_zip(tables: list[Table], *, at: datetime, whose: str) -> bytes:
    """Both files in one, in the language of the moment."""
    facts = {
        "made_at": at.isoformat(),
        "language": get_language(),
        "tables": [
            {
                "name": str(one.name),
                "why": str(one.why),
                "kept": str(one.until),
                "left_out": one.left_out,
                "rows": one.rows,
            }
            for one in tables
        ],
    }
    words = {"tables": tables, "at": at, "whose": whose, "rtl": get_language_bidi()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("held.json", json.dumps(facts, ensure_ascii=False, indent=1))
        made.writestr("held.html", render_to_string("base/held_file.html", words))
    return out.getvalue()
