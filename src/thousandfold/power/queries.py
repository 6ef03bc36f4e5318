# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading governing bodies."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, may
from thousandfold.power.models import FollowedBody, Sitting
from thousandfold.power.packs_of_bodies import bodies, key_of
from thousandfold_core.bodies.seats import Body


def bodies_for(viewer: Viewer, words: str = "", state: str = "") -> list[tuple[str, Body, bool]]:
    """Bodies of the pack as (key, body, followed), followed ones first."""
    if not may(viewer, Permission.BODY_SEE):
        return []
    followed = set(FollowedBody.objects.values_list("key", flat=True))
    found = [
        (key_of(one), one, key_of(one) in followed)
        for one in bodies().values()
        if words.casefold() in f"{one.name} {one.region}".casefold() and state in ("", one.state)
    ]
    return sorted(found, key=lambda row: (not row[2], row[1].name))


def sittings_on(viewer: Viewer, key: str, day: date) -> QuerySet[Sitting]:
    """Who of the host's people sat on a body on a day."""
    rows = Sitting.objects.filter(body__key=key).select_related("person")
    if not may(viewer, Permission.BODY_SEE):
        return rows.none()
    return rows.filter(since__lte=day).filter(Q(until=None) | Q(until__gte=day))
