# SPDX-License-Identifier: AGPL-3.0-or-later
"""While somebody looks through another's eyes: what stays shut, and that nothing is written.

Own words stay shut too on pages that a printed card opened: staff print cards, and "only
me" is a promise about them. It holds below every page. A page that is built later cannot show a person's own words to
an administrator who looks as that person, nor change anything in their name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Model

from thousandfold.base.privacy import P4, P5, class_of

#: Classes that no borrowed eyes see.
SHUT = (P4, P5)
#: What a database is asked while nothing may be written.
READS = ("SELECT", "WITH", "EXPLAIN", "PRAGMA", "SHOW", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")
#: None, or what stayed shut so far to the eyes of the moment.
_looking: ContextVar[list[str] | None] = ContextVar("looking", default=None)


class OnlyLooking(PermissionDenied):
    """Something would have been written in another's name."""


def is_shut(row: Model, field: str) -> bool:
    """True for what stays shut to the eyes of the moment."""
    met = _looking.get()
    if met is None or class_of(type(row), field) not in SHUT:
        return False
    met.append(field)
    return True


def met_something_shut() -> bool:
    """True when a page of the moment asked for what stays shut."""
    return bool(_looking.get())


@contextmanager
def shutting() -> Iterator[None]:
    """Own words stay shut."""
    mark = _looking.set([])
    try:
        yield
    finally:
        _looking.reset(mark)


@contextmanager
def looking() -> Iterator[None]:
    """Look through another's eyes: own words stay shut, the database only reads."""
    with shutting(), connection.execute_wrapper(_reads_only):
        yield


def _reads_only(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    asked = str(sql).lstrip(" (\n\t").upper()
    if not asked.startswith(READS):
        raise OnlyLooking
    return execute(sql, params, many, context)
