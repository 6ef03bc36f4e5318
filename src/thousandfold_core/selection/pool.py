# SPDX-License-Identifier: Apache-2.0
"""The people one can choose from, as the engine needs to know them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from thousandfold_core.errors import Refusal

Group = tuple[str, str]


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
