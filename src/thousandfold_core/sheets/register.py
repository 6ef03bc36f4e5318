# SPDX-License-Identifier: Apache-2.0
"""Finding the few records worth comparing among thousands."""

from __future__ import annotations

from collections.abc import Iterator

from thousandfold_core.sheets.identity import NO_LINK, Identity, Link, link

COMPARED = 30  # records looked at for one shared name, contact or part of a name


class Register:
    """Records by everything they could be found by, so that nobody is compared with all.

    Looking one up compares it with at most a few dozen others. ``crowded`` turns true when
    more than ``COMPARED`` records share a key and the rest were not looked at.
    """

    def __init__(self) -> None:
        self.people: list[Identity] = []
        self.crowded = False
        self._exact: dict[tuple[object, ...], list[int]] = {}
        self._loose: dict[tuple[object, ...], list[int]] = {}

    def add(self, person: Identity) -> int:
        """File a record and return its place."""
        self.people.append(person)
        self.refile(len(self.people) - 1, person)
        return len(self.people) - 1

    def refile(self, place: int, person: Identity) -> None:
        """File a record again that has learnt something."""
        self.people[place] = person
        for key in _exact_keys(person):
            _put(self._exact, key, place)
        for key in _loose_keys(person):
            _put(self._loose, key, place)

    def same(self, person: Identity) -> list[tuple[int, Link]]:
        """Return the records that are surely the same person, by place, with how."""
        places = {place for key in _exact_keys(person) for place in self._exact.get(key, ())}
        # Without a name on one side an e-mail alone decides, so those are looked at too.
        places.update(self._loose.get(("email", person.email), ()))
        return [(p, how) for p, how in self._linked(person, places) if how.relation == "same"]

    def links(self, person: Identity) -> list[tuple[int, Link]]:
        """Return every record related to this one, by place, with how."""
        places = {place for key in _exact_keys(person) for place in self._exact.get(key, ())}
        for key in _loose_keys(person):
            there = self._loose.get(key, ())
            self.crowded = self.crowded or len(there) > COMPARED
            places.update(there[:COMPARED])
        return self._linked(person, places)

    def _linked(self, person: Identity, places: set[int]) -> list[tuple[int, Link]]:
        found = ((place, link(person, self.people[place])) for place in sorted(places))
        return [(place, how) for place, how in found if how is not NO_LINK]


def _put(index: dict[tuple[object, ...], list[int]], key: tuple[object, ...], place: int) -> None:
    there = index.setdefault(key, [])
    if len(there) <= COMPARED and place not in there:
        there.append(place)


def _exact_keys(person: Identity) -> Iterator[tuple[object, ...]]:
    """Keys that only one person should have; these find a match however common the parts."""
    if person.reference:
        yield "reference", person.reference
    if person.email:
        yield "email", person.email, person.name
    if person.phone:
        yield "phone", person.phone, person.name
    if person.name:
        yield "whole", person.name, person.whole
        for second in person.seconds:
            yield "second", person.name, second


def _loose_keys(person: Identity) -> Iterator[tuple[object, ...]]:
    if person.email:
        yield "email", person.email
    if person.phone:
        yield "phone", person.phone
    if person.name:
        yield "name", person.name
        words = person.name.split()
        first, last = words[0], words[-1]
        yield "start", first[:3], last[:1]
        yield "end", last[:3], first[:1]
