# SPDX-License-Identifier: AGPL-3.0-or-later
"""How large a network is, and how its people are spread over its hosts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

#: The first host is the same in every network, so that growth says what the others cost it.
MEASURED = 1_000
#: Hosts after it follow Zipf's law with this exponent: a few large, many small.
TAIL = 0.9
FEWEST = 8


@dataclass(frozen=True)
class Shape:
    """A network: hosts, people over all of them, a seed, and the moment it is looked at."""

    hosts: int
    people: int
    at: datetime
    seed: str = "a network"

    def sizes(self) -> list[int]:
        """People of each host; they add up to :attr:`people`.

        Raises:
            ValueError: with fewer people than every host needs.
        """
        if self.people < self.hosts * FEWEST:
            raise ValueError(f"{self.hosts} hosts need at least {self.hosts * FEWEST} people.")
        if self.hosts == 1:
            return [self.people]
        enough = self.people - MEASURED >= (self.hosts - 1) * FEWEST
        first = MEASURED if enough else self.people // self.hosts
        return [first, *_spread(self.people - first, self.hosts - 1)]


def _spread(people: int, hosts: int) -> list[int]:
    """People over hosts: the largest first, none below the fewest, the sum exact."""
    weights = [1 / rank**TAIL for rank in range(1, hosts + 1)]
    free, whole = people - hosts * FEWEST, sum(weights)
    sizes = [FEWEST + int(free * weight / whole) for weight in weights]
    sizes[0] += people - sum(sizes)
    return sizes
