# SPDX-License-Identifier: Apache-2.0
"""A governing body, its seats, and how far held seats are from each threshold."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from thousandfold_core.bodies.thresholds import Base, Threshold, needed
from thousandfold_core.errors import Refusal


@dataclass(frozen=True)
class Seat:
    """One place on a body. ``term`` is in years, ``None`` where not known."""

    number: str
    kind: str = "district"
    ocd_id: str | None = None
    term: int | None = None


@dataclass(frozen=True)
class OtherSeats:
    """Seats beyond the listed districts, such as five at large. Counted, not listed."""

    kind: str
    count: int


@dataclass(frozen=True)
class Source:
    """Where a fact was read and, where known, when. ``primary`` = the rule's own text."""

    text: str
    primary: bool = True
    as_of: date | None = None


@dataclass(frozen=True)
class Note:
    """Something worth knowing about a body, in each language, with its source."""

    words: dict[str, str]
    source: Source


@dataclass(frozen=True)
class Body:
    """A governing body.

    ``seats`` are those listed by district; ``others`` are known beyond them.
    ``whole_size_known`` is false where nobody has yet checked whether there
    are more; then ``size`` counts only what is listed, and nothing that rests
    on the whole may be computed from it. ``quorum`` is a rule like any other.
    """

    name: str
    seats: tuple[Seat, ...]
    thresholds: tuple[Threshold, ...] = ()
    quorum: Threshold | None = None
    others: tuple[OtherSeats, ...] = ()
    whole_size_known: bool = True
    place: str = ""
    region: str = ""
    state: str = ""
    ocd_id: str | None = None
    source: Source | None = None
    size_source: Source | None = None
    notes: tuple[Note, ...] = ()

    @property
    def places(self) -> tuple[Seat, ...]:
        """All seats we know of: the listed ones, then those beyond them by kind.

        A single one is called by its kind ("mayor"), several are numbered
        ("at-large 1").
        """
        return (*self.seats, *(seat for other in self.others for seat in _named(other)))

    @property
    def size(self) -> int:
        """All seats we know of, listed or only counted."""
        return len(self.places)


def _named(other: OtherSeats) -> tuple[Seat, ...]:
    if other.count == 1:
        return (Seat(other.kind, other.kind),)
    return tuple(Seat(f"{other.kind} {n}", other.kind) for n in range(1, other.count + 1))


@dataclass(frozen=True)
class Distance:
    """One threshold seen from the held seats.

    ``needed`` and ``missing`` are ``None`` where the base is not known yet.
    """

    threshold: Threshold
    needed: int | None
    missing: int | None

    @property
    def met(self) -> bool | None:
        """Whether the held seats alone suffice; ``None`` where that is not known."""
        return None if self.missing is None else self.missing == 0


@dataclass(frozen=True)
class Share:
    """Held seats of a body, and the distance to each of its thresholds."""

    held: int
    size: int
    whole_size_known: bool
    distances: tuple[Distance, ...]


class NoSuchSeat(Refusal):
    """A held seat is not one of the body's. Params: ``seat``, ``body``."""

    code = "body-no-such-seat"
    text = "{body} has no seat “{seat}”."


def share(body: Body, held: Collection[str], on: date, *, others_held: int = 0) -> Share:
    """How many seats are held, and what is missing to each threshold in force.

    ``held`` are numbers of the body's places; ``others_held`` counts seats beyond
    the listed ones that are held by somebody without saying which. First form: everybody is present and votes, so bases other than the
    whole are taken at full attendance. Raises :class:`NoSuchSeat`.
    """
    numbers = {seat.number for seat in body.places}
    for seat in held:
        if seat not in numbers:
            raise NoSuchSeat(seat=seat, body=body.name)
    if others_held > body.size - len(body.seats):
        raise NoSuchSeat(seat=f"{others_held} beyond the districts", body=body.name)
    count = len(set(held)) + others_held
    rules = [rule for rule in body.thresholds if rule.in_force(on)]
    distances = tuple(_distance(body, rule, count) for rule in rules)
    return Share(count, body.size, body.whole_size_known, distances)


def _distance(body: Body, rule: Threshold, held: int) -> Distance:
    if rule.base is Base.WEIGHTED or (rule.count is None and not body.whole_size_known):
        return Distance(rule, None, None)
    size = body.size
    ayes = needed(rule, size=size, seated=size, present=size, voting=size)
    return Distance(rule, ayes, max(0, ayes - held))
