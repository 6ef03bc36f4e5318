# SPDX-License-Identifier: Apache-2.0
"""Who is who: when two records are one person, may be, or only share a telephone.

A household shares an e-mail or a phone without being one person, and a common name is
not a person either. So contact details join records only when the names allow it, and
names join them only when something else agrees. Everything in between is for a human.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from thousandfold_core.sheets.headings import plain
from thousandfold_core.sheets.values import phone_key

NEAR_FROM = 88  # rapidfuzz likeness (0-100) from which two names may be one
COMPARED = 30  # records looked at for one shared name, contact or part of a name

Names = Literal["equal", "unknown", "near", "other"]
Relation = Literal["same", "suspect", "shares-contact", "namesake", "none"]


@dataclass(frozen=True)
class Identity:
    """What tells a person apart. Blank parts are "". ``whole`` stands for every value."""

    reference: str
    email: str
    phone: str
    name: str
    seconds: frozenset[tuple[str, str]]
    whole: frozenset[tuple[str, str]]

    @property
    def known(self) -> bool:
        """Whether there is anything at all that says who this is."""
        return bool(self.reference or self.email or self.phone or self.name)


@dataclass(frozen=True)
class Link:
    """How two records relate, and by what."""

    relation: Relation
    by: str


def name_of(values: Mapping[str, str], name_fields: tuple[str, ...]) -> str:
    """Return the name in a form that ignores case, accents, signs and order of words."""
    words = plain(" ".join(values.get(key, "") for key in name_fields))
    return " ".join(sorted(set(words.split())))


def contact_keys(email: str, phone: str) -> tuple[str, str]:
    """Return e-mail and phone as they are compared."""
    return email.casefold(), phone_key(phone)


def compare_names(one: str, other: str) -> Names:
    """Return how two names (as ``name_of`` gives them) stand to each other."""
    if not one or not other:
        return "unknown"
    if one == other:
        return "equal"
    near = fuzz.ratio(one, other, score_cutoff=NEAR_FROM) or _part_of(one.split(), other.split())
    return "near" if near else "other"


def _part_of(one: list[str], other: list[str]) -> bool:
    """Whether one name is the other with words left out or cut to initials."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < 2 or (len(short) == len(long) and min(map(len, short + long)) > 1):
        return False
    left = list(long)
    for word in sorted(short, key=len, reverse=True):
        fit = next((w for w in left if w == word or (len(word) == 1 and w[0] == word)), None)
        fit = fit or next((w for w in left if len(w) == 1 and word[0] == w), None)
        if fit is None:
            return False
        left.remove(fit)
    return any(len(word) > 1 and word in long for word in short)


def link(one: Identity, other: Identity) -> Link:
    """Return how two records relate. Symmetric."""
    if one.reference and one.reference == other.reference:
        return Link(_by_reference(one, other), "number")
    if one.email and one.email == other.email:
        return Link(_by_email(one, other), "e-mail")
    if one.phone and one.phone == other.phone:
        return Link(_by_phone(one, other), "phone")
    if one.name and one.name == other.name:
        return Link(_by_name(one, other), "name")
    if _contradict(one, other) or compare_names(one.name, other.name) != "near":
        return NO_LINK
    return Link("suspect", "name")


NO_LINK = Link("none", "name")


def _by_reference(one: Identity, other: Identity) -> Relation:
    shared = set(one.name.split()) & set(other.name.split())
    return "same" if shared or compare_names(one.name, other.name) != "other" else "suspect"


def _by_email(one: Identity, other: Identity) -> Relation:
    names = compare_names(one.name, other.name)
    if names == "other":
        return "shares-contact"
    return "suspect" if names == "near" or _differ(one.reference, other.reference) else "same"


def _by_phone(one: Identity, other: Identity) -> Relation:
    names = compare_names(one.name, other.name)
    if names == "other":
        return "shares-contact"
    return "same" if names == "equal" and not _contradict(one, other) else "suspect"


def _by_name(one: Identity, other: Identity) -> Relation:
    agree = one.whole == other.whole or bool(one.seconds & other.seconds)
    if _contradict(one, other):
        return "suspect" if agree else "namesake"
    return "same" if agree else "suspect"


def _contradict(one: Identity, other: Identity) -> bool:
    return (
        _differ(one.reference, other.reference)
        or _differ(one.email, other.email)
        or _differ(one.phone, other.phone)
    )


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


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
