# SPDX-License-Identifier: Apache-2.0
"""What may be shown to the room without singling anybody out (method row E4)."""

from __future__ import annotations

from collections.abc import Iterable

from thousandfold_core.values.ballots import Ballots


def alone_on(ballots: Ballots, statement: str) -> frozenset[str]:
    """The people whom a public count of this statement would single out.

    Somebody is alone when they are the only one against it (by a "no" or by an
    open "leaves us out"), or the only one for it.
    """
    tally = ballots.tally(statement)
    against = tally.disagree | tally.flags
    in_favour = tally.agree - tally.flags
    return frozenset().union(*(side for side in (against, in_favour) if len(side) == 1))


def may_be_shown(ballots: Ballots, statement: str, consenting: Iterable[str] = ()) -> bool:
    """Whether the room may see the counts of this statement.

    False while exactly one person stands alone on either side and has not said
    that it may be shown. ``consenting`` are the people who have said so for
    this statement.
    """
    return alone_on(ballots, statement) <= set(consenting)


def lonely_fruit(ballots: Ballots, person: str) -> list[str]:
    """Statements that only this person supports: for their eyes, "find a second voice"."""
    return [s for s in ballots.statements if ballots.tally(s).agree == {person}]
