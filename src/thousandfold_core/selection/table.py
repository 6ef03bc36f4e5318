# SPDX-License-Identifier: Apache-2.0
"""From a table with one row a person to a pool."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from thousandfold_core.errors import WrongInput

from .pool import Person, Pool

NUMBER = re.compile(r"[+-]?\d{1,9}(\.\d{1,18})?|[+-]?\d{1,9}/[1-9]\d{0,5}")


def read_pool(
    rows: Sequence[Mapping[str, str | None]],
    *,
    features: Iterable[str],
    id_column: str | None = None,
    score_column: str | None = None,
    organisation_column: str | None = None,
    table: str = "people",
) -> Pool:
    """Make a pool of a table with one row a person.

    ``features``: the columns whose values are groups; several values in one
    cell are separated by ``;``. Without ``id_column`` people are named by
    their row: 1, 2, 3 … (the header not counted). Empty rows are counted, but
    nobody is in them. ``table`` is what errors call the table. Raises
    WrongInput naming row and column.
    """
    features = list(features)
    wanted = [*features, id_column, score_column, organisation_column]
    _need_columns(rows, [name for name in wanted if name], table)
    people, seen = [], {}
    for at, row in enumerate(rows, start=1):
        if not any(tidy(cell) for cell in row.values()):
            continue
        person_id = _id(row, id_column, at, seen, table)
        people.append(
            Person(
                id=person_id,
                groups=frozenset(
                    (name, value) for name in features for value in values_in(row.get(name))
                ),
                score=_score(row, score_column, at, table),
                organisation=tidy(row.get(organisation_column or "")) or None,
            )
        )
    return Pool(people)


def tidy(cell: str | None) -> str:
    """Trim a cell, make its inner spaces single, and compose its accents."""
    return " ".join(unicodedata.normalize("NFC", cell or "").split())


def values_in(cell: str | None) -> list[str]:
    """Return the values of a cell: separated by ``;``, trimmed, empty ones left out."""
    return [value for part in (cell or "").split(";") if (value := tidy(part))]


def _need_columns(rows: Sequence[Mapping], names: list[str], table: str) -> None:
    if not rows:
        raise WrongInput(where=table, what="There is nobody in it.", todo="Add one row a person.")
    for name in names:
        if name not in rows[0]:
            raise WrongInput(
                where=f"{table}, header",
                what=f"There is no column {name!r}.",
                todo="Use one of: " + ", ".join(str(one) for one in rows[0]) + ".",
            )


def _place(table: str, at: int, column: str | None) -> str:
    return f"{table}, row {at} (not counting the header), column {column}"


def _id(row: Mapping, column: str | None, at: int, seen: dict[str, int], table: str) -> str:
    if column is None:
        return str(at)
    person_id, where = tidy(row.get(column)), _place(table, at, column)
    if not person_id:
        raise WrongInput(where=where, what="The id is empty.", todo="Give the person an id.")
    if person_id in seen:
        raise WrongInput(
            where=where,
            what=f"The id {person_id!r} is already in row {seen[person_id]}.",
            todo="Give each person an id of their own.",
        )
    seen[person_id] = at
    return person_id


def _score(row: Mapping, column: str | None, at: int, table: str) -> Fraction | None:
    text = tidy(row.get(column or ""))
    if not text:
        return None
    if not NUMBER.fullmatch(text):
        raise WrongInput(
            where=_place(table, at, column),
            what=f"{text!r} is not a number.",
            todo="Write a number such as 4 or 3.5, or leave the cell empty.",
        )
    return Fraction(text)
