# SPDX-License-Identifier: Apache-2.0
"""Who is who: when two records are one person, may be, or only share a telephone.

A household shares an e-mail or a phone without being one person, and a common name is
not a person either. So contact details join records only when the names allow it, and
names join them only when something else agrees. Everything in between is for a human.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from thousandfold_core.sheets.headings import plain
from thousandfold_core.sheets.values import phone_key

NEAR_FROM = 85  # rapidfuzz likeness (0-100) from which two names may be one

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


def compare_names(one: str, other: str, words: int = 1) -> Names:
    """Return how two names (as ``name_of`` gives them) stand to each other.

    A name that is part of the other counts as near if it has at least so many ``words``.
    """
    if not one or not other:
        return "unknown"
    if one == other:
        return "equal"
    near = fuzz.ratio(one, other, score_cutoff=NEAR_FROM) or _part_of(
        one.split(), other.split(), words
    )
    return "near" if near else "other"


def _part_of(one: list[str], other: list[str], words: int) -> bool:
    """Whether one name is the other with words left out or cut to initials."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < words or (len(short) == len(long) and min(map(len, short + long)) > 1):
        return False
    left = list(long)
    for word in sorted(short, key=len, reverse=True):
        fit = next((w for w in left if w == word), None) or next(
            (w for w in left if w[0] == word or word[0] == w), None
        )
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
    # With nothing else to go by, "Ana" alone says too little about every Ana.
    if _contradict(one, other) or compare_names(one.name, other.name, words=2) != "near":
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
