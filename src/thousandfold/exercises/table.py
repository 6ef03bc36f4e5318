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
    rows = list(Place.objects.filter(room=room, state__in=SAT).select_related("member"))
    persons = {one.member.person_id: one.key for one in rows if one.member}
    sectors, sides = _known(persons)
    return Table(
        places=tuple(one.key for one in rows),
        names={one.key: one.called for one in rows},
        here=tuple(one.key for one in rows if one.state == PlaceState.HERE),
        on_phones=tuple(o.key for o in rows if o.state == PlaceState.HERE and not o.on_paper),
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
