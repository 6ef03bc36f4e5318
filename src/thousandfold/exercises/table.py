# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who sits at the table: places in the order they came, their sector and side where known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from thousandfold.exercises.choices import PlaceState
from thousandfold.exercises.models import Place, Room
from thousandfold.people.models import Spell

SAT = (PlaceState.HERE, PlaceState.GONE)


@dataclass(frozen=True)
class Table:
    """Places by id, what they are called, and their sector and side where the host knows them."""

    places: tuple[str, ...]
    names: Mapping[str, str]
    here: tuple[str, ...]
    on_phones: tuple[str, ...]
    sectors: Mapping[str, str]
    sides: Mapping[str, str]


def table_of(room: Room) -> Table:
    """The table of a room now. Two queries."""
    seated = Place.objects.filter(room=room, state__in=SAT)
    rows = [
        (str(place), *more)
        for place, *more in seated.values_list(
            "id", "called", "state", "on_paper", "member__person_id"
        )
    ]
    here = [(place, paper) for place, _, state, paper, _ in rows if state == PlaceState.HERE]
    sectors, sides = _known({person: place for place, *_, person in rows if person})
    return Table(
        places=tuple(place for place, *_ in rows),
        names={place: called for place, called, *_ in rows},
        here=tuple(place for place, _ in here),
        on_phones=tuple(place for place, paper in here if not paper),
        sectors=sectors,
        sides=sides,
    )


def _known(persons: dict[Any, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Sector and side of linked members by their newest open time in a role."""
    sectors: dict[str, str] = {}
    sides: dict[str, str] = {}
    if not persons:
        return sectors, sides
    today = timezone.localdate()
    open_now = Q(until=None) | Q(until__gte=today)
    spells = Spell.objects.filter(open_now, person__in=persons).select_related("organisation")
    for spell in spells:
        place = persons[spell.person_id]
        sides.setdefault(place, spell.side.value)
        if spell.organisation:
            sectors.setdefault(place, spell.organisation.sector)
    return sectors, sides
