# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading what was written about somebody: first it is written down, then the words open.

When the line cannot be written, nothing opens (trust row AU-2, docs/decisions/0109).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import TrailEntry
from thousandfold.base.permissions import Permission, require
from thousandfold.base.rules import is_staff
from thousandfold.recruitment.models import Nomination


def open_stories(
    *, viewer: Viewer, nominations: Iterable[Nomination], at: datetime
) -> list[Nomination]:
    """Write down that the viewer reads these nominations' words, and hand them over.

    One line for each viewer, nomination and day; the nominee sees it.

    Raises:
        NotAllowed: for who may not see one of them.
    """
    found = list(nominations)
    for one in found:
        require(viewer, Permission.NOMINATION_SEE, one)
    new = [one for one in found if one.pk not in _read_today(viewer, found, at)]
    if new:
        kind = "staff" if is_staff(viewer) else "committee"
        with transaction.atomic():
            for one in new:
                trail.record(viewer, "read", one, at, reader=kind)
    return found


def _read_today(viewer: Viewer, rows: list[Nomination], at: datetime) -> set[object]:
    lines = TrailEntry.objects.filter(
        actor=viewer.actor, verb="read", thing_id__in=[one.pk for one in rows]
    )
    near = lines.filter(at__gt=at - timedelta(days=2), at__lte=at).values_list("thing_id", "at")
    today = {one.pk: one.host.day_at(at) for one in rows}
    hosts = {one.pk: one.host for one in rows}
    return {pk for pk, moment in near if hosts[pk].day_at(moment) == today[pk]}
