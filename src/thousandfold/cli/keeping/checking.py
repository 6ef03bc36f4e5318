# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is counted in a database when it is copied, and held against it when it is back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.db import connections

from thousandfold.base import linking
from thousandfold.base.models import TrailEnd, TrailEntry

#: Tables of SQLite itself.
PASSING = ("sqlite_",)


@dataclass
class Facts:
    """What a database holds: rows by table, a sum over them, and the end of each host's trail.

    ``sums``: by table, a number that another row or another value changes. ``anchors``: host id to "number link". ``wrong``: what is wrong in it, in sentences.
    """

    rows: dict[str, int] = field(default_factory=dict)
    sums: dict[str, str] = field(default_factory=dict)
    anchors: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def facts(alias: str = "default") -> Facts:
    """Count and check a database of ours."""
    found = Facts(rows=_rows(alias), sums=sums(alias))
    found.wrong += unsound(alias)
    if _is_current(alias):
        for host, anchor, wrong in _trails(alias, {}):
            found.anchors[host] = anchor
            found.wrong += wrong
    return found


def compare(expected: dict[str, int], alias: str = "default") -> list[str]:
    """Tables that hold another number of rows than they should, in sentences."""
    here = _rows(alias)
    return [
        f"{table} has {here.get(table, 0)} rows instead of {count}."
        for table, count in expected.items()
        if here.get(table, 0) != count
    ]


def compare_sums(expected: dict[str, str], alias: str = "default") -> list[str]:
    """Tables of which a row reads otherwise than it should, in sentences."""
    here = sums(alias) if expected else {}
    return [
        f"A row of {table} is not as it was."
        for table in expected
        if here.get(table) != expected[table]
    ]


def sums(alias: str = "default") -> dict[str, str]:
    """For each table, the sum of its rows' digests: the order of rows does not count.

    Linear in the database; on SQLite about a second for a hundred thousand rows.
    """
    connection = connections[alias]
    count = _sum_here if connection.vendor == "sqlite" else _sum_there
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        return {
            name: count(connection, cursor, name)
            for name in sorted(names)
            if not name.startswith(PASSING)
        }


def _sum_here(connection: Any, cursor: Any, table: str) -> str:
    """SQLite: each row as SQL would write it, digested here."""
    quoted = connection.ops.quote_name
    cursor.execute(f"PRAGMA table_info({quoted(table)})")
    columns = " || ',' || ".join(f"quote({quoted(one[1])})" for one in cursor.fetchall())
    cursor.execute(f"SELECT {columns} FROM {quoted(table)}")  # noqa: S608 - names of our own tables
    total = 0
    while part := cursor.fetchmany(1000):
        total += sum(_digest(row) for (row,) in part)
    return f"{total % 2**64:x}"


def _digest(row: str) -> int:
    written = row.encode("utf-8", "surrogateescape")
    return int.from_bytes(hashlib.blake2b(written, digest_size=8).digest())


def _sum_there(connection: Any, cursor: Any, table: str) -> str:
    """PostgreSQL: the server digests its rows as text; Django keeps its times in one zone."""
    digest = "('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint"
    cursor.execute(
        f"SELECT coalesce(sum({digest}), 0) FROM {connection.ops.quote_name(table)} t"  # noqa: S608 - names of our own tables
    )
    return f"{int(cursor.fetchone()[0]) % 2**64:x}"


def unsound(alias: str = "default") -> list[str]:
    """What SQLite says of itself: its pages, and rows that lean on rows that are not there."""
    connection = connections[alias]
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        said = [one for (one,) in cursor.execute("PRAGMA integrity_check").fetchall()]
        lost = cursor.execute("PRAGMA foreign_key_check").fetchall()
    wrong = [] if said == ["ok"] else [f"The database is damaged: {said[0]}."]
    if lost:
        wrong.append(f"{len(lost)} rows lean on rows that are not there, in {lost[0][0]}.")
    return wrong


def trails(anchors: dict[str, str], alias: str = "default") -> list[str]:
    """What is wrong with the hosts' trails, held against the anchors of a backup."""
    if not _is_current(alias):
        return []
    wrong = [one for _, _, said in _trails(alias, anchors) for one in said]
    here = {str(one) for one in TrailEnd._base_manager.using(alias).values_list("host", flat=True)}
    return wrong + [f"The trail of host {one} is gone." for one in anchors if one not in here]


def trail_key() -> str:
    """What tells the key of the trail from another, and not the key."""
    return fingerprint(linking.key())


def _trails(alias: str, anchors: dict[str, str]) -> Any:
    for end in TrailEnd._base_manager.using(alias).order_by("host"):
        host = str(end.host_id)
        rows = TrailEntry._base_manager.using(alias).filter(host=end.host_id)
        held = linking.read_anchor(anchors.get(host, "")) | {end.number: end.link}
        report = linking.look_over(end.host_id, rows, held if end.number else {})
        said = [
            f"The trail of host {host} does not fit at line {one.number} ({one.fault.value})."
            for one in report.findings[:3]
        ]
        yield host, f"{end.number} {end.link}", said


def _rows(alias: str) -> dict[str, int]:
    connection = connections[alias]
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        counted = {}
        for name in sorted(names):
            if not name.startswith(PASSING):
                cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608
                counted[name] = cursor.fetchone()[0]
    return counted


def _is_current(alias: str) -> bool:
    """True when the trail's tables have the columns that this version reads."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        for model in (TrailEntry, TrailEnd):
            table = model._meta.db_table
            if table not in names:
                return False
            described = connection.introspection.get_table_description(cursor, table)
            if {one.column for one in model._meta.concrete_fields} - {
                one.name for one in described
            }:
                return False
    return True


def fingerprint(raw: bytes) -> str:
    """Sixteen digits that tell a key from another."""
    return hashlib.sha256(raw).hexdigest()[:16]
