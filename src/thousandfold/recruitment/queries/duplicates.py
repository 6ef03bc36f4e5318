# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pairs of nominations that may be about one person. Suggested, never acted on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, may
from thousandfold.recruitment.models import Call, Nomination, ToldApart
from thousandfold.recruitment.queries.calls import LIVE
from thousandfold_core.sheets.identity import Identity, contact_keys, name_of
from thousandfold_core.sheets.register import Register


@dataclass(frozen=True)
class Pair:
    """Two nominations, and by what they are alike."""

    first: Nomination
    second: Nomination
    by: str
    sure: bool


def pairs_of(viewer: Viewer, call: Call, most: int = 200) -> list[Pair]:
    """Pairs that may be one person, the surest first; told-apart pairs are left out.

    About linear in the nominations: each is compared with a few dozen at most.
    """
    if not may(viewer, Permission.NOMINATION_CHANGE, call):
        return []
    rows = list(Nomination.objects.filter(call=call, state__in=LIVE).defer("story", "others"))
    apart = set(ToldApart.objects.filter(call=call).values_list("first", "second"))
    register, found = Register(), []
    for row in rows:
        person = _identity(row)
        for place, how in register.links(person):
            pair = tuple(sorted((rows[place].pk, row.pk), key=str))
            if how.relation in ("same", "suspect") and pair not in apart:
                found.append(Pair(rows[place], row, how.by, how.relation == "same"))
        register.add(person)
    return sorted(found, key=lambda pair: not pair.sure)[:most]


def _identity(row: Any) -> Identity:
    email, phone = contact_keys(row.email, row.phone)
    seconds = {("organisation", row.organisation.casefold()), ("town", row.town.casefold())}
    values = {"full_name": row.name}
    return Identity(
        reference=row.reference,
        email=email,
        phone=phone,
        name=name_of(values, ("full_name",)),
        seconds=frozenset(pair for pair in seconds if pair[1]),
        whole=frozenset({("id", str(row.pk))}),
    )
