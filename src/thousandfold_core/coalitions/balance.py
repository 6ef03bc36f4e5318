# SPDX-License-Identifier: Apache-2.0
"""The balance of a coalition at a date (method rows B1, B2; report lines 733-745).

Counts of organisations by sector and of people by post, with what the model
asks for and the coalition lacks. Nothing here ranks inside above outside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

#: Sectors that the report names as the members of a governing coalition.
NAMED_SECTORS = ("government", "union", "community", "faith")
INSIDE_POSTS = ("elected", "appointed", "staff")
OUTSIDE_POSTS = ("movement", "labour", "faith", "community")


@dataclass(frozen=True)
class Share:
    """One part of a balance: its key, how many, and how many there are in all."""

    key: str
    count: int
    total: int


@dataclass(frozen=True)
class Balance:
    """Organisations by sector, people by side and post, and what is missing.

    A person in two posts is counted once in each post and once in each side.
    ``missing`` holds ("sector", key), ("post", key) or ("side", key).
    """

    sectors: tuple[Share, ...]
    sides: tuple[Share, ...]
    posts: tuple[Share, ...]
    missing: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Heads:
    """People counted: all of them, on each side, and in each post; each once in each."""

    people: int
    inside: int
    outside: int
    by_post: Mapping[str, int]


def heads_of(posts: Iterable[tuple[Hashable, str]]) -> Heads:
    """Count (person, post) pairs, whichever come twice. Linear in their number."""
    pairs = set(posts)
    return Heads(
        people=len({person for person, _ in pairs}),
        inside=len({person for person, post in pairs if post in INSIDE_POSTS}),
        outside=len({person for person, post in pairs if post in OUTSIDE_POSTS}),
        by_post=Counter(post for _, post in pairs),
    )


def balance(sectors: Iterable[str], heads: Heads) -> Balance:
    """Work out the balance.

    Args:
        sectors: the sector of each member organisation.
        heads: who holds which posts, counted here (:func:`heads_of`) or by a database.

    Linear in the number of organisations.
    """
    by_sector = Counter(sectors)
    keys = [*NAMED_SECTORS, *sorted(set(by_sector) - set(NAMED_SECTORS))]
    total, people = sum(by_sector.values()), heads.people
    posts = INSIDE_POSTS + OUTSIDE_POSTS
    return Balance(
        sectors=tuple(Share(key, by_sector[key], total) for key in keys),
        sides=(Share("inside", heads.inside, people), Share("outside", heads.outside, people)),
        posts=tuple(Share(key, heads.by_post.get(key, 0), people) for key in posts),
        missing=_missing(by_sector, heads),
    )


def _missing(sectors: Counter[str], heads: Heads) -> tuple[tuple[str, str], ...]:
    lacking = [("sector", key) for key in NAMED_SECTORS if not sectors[key]]
    sides = (("inside", heads.inside), ("outside", heads.outside))
    lacking += [("side", key) for key, many in sides if not many]
    lacking += [
        ("post", key) for key in INSIDE_POSTS if heads.inside and not heads.by_post.get(key)
    ]
    return tuple(lacking)
