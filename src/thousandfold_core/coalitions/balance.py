# SPDX-License-Identifier: Apache-2.0
"""The balance of a coalition at a date (method rows B1, B2; report lines 733-745).

Counts of organisations by sector and of people by post, with what the model
asks for and the coalition lacks. Nothing here ranks inside above outside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
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


def balance(sectors: Iterable[str], posts: Iterable[tuple[Hashable, str]]) -> Balance:
    """Work out the balance.

    Args:
        sectors: the sector of each member organisation.
        posts: (person, post) for each time in a role that holds.

    Linear in the number of organisations and posts.
    """
    by_sector = Counter(sectors)
    pairs = set(posts)
    by_post = Counter(post for _, post in pairs)
    inside = {person for person, post in pairs if post in INSIDE_POSTS}
    outside = {person for person, post in pairs if post in OUTSIDE_POSTS}
    people = len({person for person, _ in pairs})
    keys = [*NAMED_SECTORS, *sorted(set(by_sector) - set(NAMED_SECTORS))]
    total = sum(by_sector.values())
    return Balance(
        sectors=tuple(Share(key, by_sector[key], total) for key in keys),
        sides=(Share("inside", len(inside), people), Share("outside", len(outside), people)),
        posts=tuple(Share(key, by_post[key], people) for key in INSIDE_POSTS + OUTSIDE_POSTS),
        missing=_missing(by_sector, by_post, inside, outside),
    )


def _missing(
    sectors: Counter[str], posts: Counter[str], inside: set[Hashable], outside: set[Hashable]
) -> tuple[tuple[str, str], ...]:
    lacking = [("sector", key) for key in NAMED_SECTORS if not sectors[key]]
    lacking += [("side", key) for key, who in (("inside", inside), ("outside", outside)) if not who]
    lacking += [("post", key) for key in INSIDE_POSTS if inside and not posts[key]]
    return tuple(lacking)
