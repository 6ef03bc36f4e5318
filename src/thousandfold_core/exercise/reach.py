# SPDX-License-Identifier: Apache-2.0
"""How far an answer may travel: the visibility ladder (spec: exercises 1.2)."""

from __future__ import annotations

from enum import IntEnum


class Reach(IntEnum):
    """Who may see a thing. A larger number reaches further.

    ``ON_MY_DEVICE`` is never sent; ``ONLY_ME`` is stored for its author alone;
    ``GROUP`` is the partner, triad or four of the moment; ``COHORT_UNNAMED`` is
    shown without a name and only when four people gave something;
    ``COHORT_NAMED`` is the cohort with the name; then the region and the public.
    """

    ON_MY_DEVICE = 0
    ONLY_ME = 1
    GROUP = 2
    COHORT_UNNAMED = 3
    COHORT_NAMED = 4
    REGION = 5
    PUBLIC = 6

    @property
    def leaves_the_author(self) -> bool:
        """True when anybody but the author can see it."""
        return self >= Reach.GROUP


#: Fewer contributors than this and an unnamed thing can be guessed.
FEWEST_FOR_UNNAMED = 4
