"""What is stored, for comparing before with after; and faults put between the site and it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.db import OperationalError, connection

WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.I)
#: Tables that hold no act: keys of forms, sign-ins, tries at codes, and when a phone was last seen.
BESIDE = {"base_oncepost", "base_accountsession", "base_wrongtry", "exercises_wrongcode"}


#: Columns that are notes: when somebody was last seen.
NOTES = {"seen_at"}


def contents(tables: set[str]) -> dict[str, list[Any]]:
    """Every row of some tables, in an order of their own."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [one[0] for one in cursor.description]
            rows = [
                [v for n, v in zip(names, row, strict=True) if n not in NOTES] for row in cursor
            ]
            found[table] = sorted(map(repr, rows))
    return found


def full() -> OperationalError:
    """What the database says when the disk is full, as Django passes it on."""
    if connection.vendor == "postgresql":
        return _passed_on(psycopg.errors.DiskFull("could not extend file: No space left on device"))
    cause = sqlite3.OperationalError("database or disk is full")
    cause.sqlite_errorcode = sqlite3.SQLITE_FULL
    return _passed_on(cause)


def unreadable() -> OperationalError:
    """What it says when the disk does not answer."""
    if connection.vendor == "postgresql":
        return _passed_on(psycopg.errors.IoError("could not write to file: Input/output error"))
    cause = sqlite3.OperationalError("disk I/O error")
    cause.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    return _passed_on(cause)


def _passed_on(cause: Exception) -> OperationalError:
    made = OperationalError(str(cause))
    made.__cause__ = cause
    return made


@dataclass
class Fault:
    """Lets so many writes through and then refuses each; notes which tables were written."""

    after: int | None = None
    problem: Any = full
    written: list[str] = field(default_factory=list)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """One statement on its way."""
        if WRITES.match(sql):
            self.written.append(WRITES.match(sql)[1])
            if self.after is not None and len(self.written) > self.after:
                raise self.problem()
        return execute(sql, params, many, context)


@contextmanager
def faulty(after: int | None = None, problem: Any = full) -> Iterator[Fault]:
    """A disk that lets ``after`` writes through (None: all of them)."""
    made = Fault(after, problem)
    with connection.execute_wrapper(made):
        yield made
