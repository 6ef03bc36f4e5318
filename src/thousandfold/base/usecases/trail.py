# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looking the trail over, and emptying details where somebody is forgotten for good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from thousandfold.base import linking, trail
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Host, TrailEnd, TrailEntry
from thousandfold_core.chain import Report


def look_over_host(*, host: Host, anchors: Mapping[int, str] | None = None) -> Report:
    """Look over a host's whole trail, held against its own end and anchors kept elsewhere.

    Linear in the lines of the trail; for a command or a page that says so.
    """
    end = TrailEnd._base_manager.filter(host=host).first()
    own = {end.number: end.link} if end and end.number else {}
    rows = TrailEntry._base_manager.filter(host=host)
    return linking.look_over(host.pk, rows, {**own, **(anchors or {})})


def blank_details(viewer: Viewer, entries: QuerySet[TrailEntry], at: datetime) -> int:
    """Empty the details of lines for good, and record which; return how many.

    ``entries`` are lines of the viewer's host. The chain holds: a line's mark stays. Lines
    that say what was blanked are left alone.
    """
    with transaction.atomic(savepoint=False):
        full = entries.exclude(salt="").exclude(verb=linking.BLANKED)
        numbers = list(full.order_by("number").values_list("number", flat=True))
        for start in range(0, len(numbers), 500):
            part = numbers[start : start + 500]
            entries.filter(number__in=part).update(details={}, salt="")
            said = " ".join(str(one) for one in part)
            trail.record(viewer, "blanked_details", viewer.host, at, **{linking.NUMBERS: said})
    return len(numbers)
