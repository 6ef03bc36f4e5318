# SPDX-License-Identifier: Apache-2.0
"""The people one can choose from, as the engine needs to know them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from thousandfold_core.errors import Refusal, WrongInput

Group = tuple[str, str]
NUMBER = re.compile(r"[+-]?\d{1,9}(\.\d{1,18})?|[+-]?\d{1,9}/[1-9]\d{0,5}")


class NobodyToChoose(Refusal):
    """A pool without people was given."""

    code = "nobody-to-choose"
    text = "There is nobody to choose from. Add people first."


class SamePersonTwice(Refusal):
    """Two people carry the same id. Params: ``person``."""

    code = "same-person-twice"
    text = "The id {person} is there twice. Give every person an id of their own."


@dataclass(frozen=True)
class Person:
    """One person: id, the groups they belong to, an exact score, an organisation.

    ``groups`` are (feature, value) pairs; a person may have several values of
    one feature (two sectors). ``score`` None means that nobody has scored them.
    """

    id: str
    groups: frozenset[Group] = frozenset()
    score: Fraction | int | None = None
    organisation: str | None = None


class Pool:
    """People with different ids, kept in the order of their ids (never of rows).

    Raises NobodyToChoose or SamePersonTwice.
    """

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = tuple(sorted(people, key=lambda person: person.id))
        if not self.people:
            raise NobodyToChoose
        for one, other in zip(self.people, self.people[1:], strict=False):
            if one.id == other.id:
                raise SamePersonTwice(person=one.id)

    def __iter__(self) -> Iterator[Person]:
        return iter(self.people)

    def __len__(self) -> int:
        return len(self.people)

    def __getitem__(self, person_id: str) -> Person:
        return self.by_id[person_id]

    def __contains__(self, person_id: object) -> bool:
        return person_id in self.by_id

    @cached_property
    def by_id(self) -> dict[str, Person]:
        """People by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def everyone(self) -> frozenset[str]:
        """All ids."""
        return frozenset(self.by_id)

    @cached_property
    def members(self) -> dict[Group, frozenset[str]]:
        """Ids of the people in each group."""
        found: dict[Group, set[str]] = {}
        for person in self.people:
            for group in person.groups:
                found.setdefault(group, set()).add(person.id)
        return {group: frozenset(ids) for group, ids in found.items()}

    @cached_property
    def organisations(self) -> dict[str, frozenset[str]]:
        """Ids of the people from each organisation, by name."""
        found: dict[str, set[str]] = {}
        for person in self.people:
            if person.organisation:
                found.setdefault(person.organisation, set()).add(person.id)
        return {name: frozenset(found[name]) for name in sorted(found)}


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
    their row: 1, 2, 3 … (the header not counted). ``table`` is what errors
    call the table. Raises WrongInput naming row and column.
    """
    features = list(features)
    wanted = [*features, id_column, score_column, organisation_column]
    _need_columns(rows, [name for name in wanted if name], table)
    people, seen = [], {}
    for at, row in enumerate(rows, start=1):
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


def _id(row: Mapping, column: str | None, at: int, seen: dict[str, int], table: str) -> str:
    if column is None:
        return str(at)
    person_id, where = tidy(row.get(column)), f"{table}, row {at}, column {column}"
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
            where=f"{table}, row {at}, column {column}",
            what=f"{text!r} is not a number.",
            todo="Write a number such as 4 or 3.5, or leave the cell empty.",
        )
    return Fraction(text)
