# SPDX-License-Identifier: AGPL-3.0-or-later
"""A host keeps things for less long than the table of terms says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.doorway.editing import save_edited
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.keeping.retention import CLOCKS, SHORTEST, Clock
from thousandfold.base.models import Host
from thousandfold.base.permissions import Permission, require
from thousandfold_core.errors import Refusal


class TermOutOfBounds(Refusal):
    """A term longer than the table's, or too short. Params: ``least``, ``most`` (days)."""

    code = "term-out-of-bounds"
    text = "Write a number of days from {least} to {most}. A host may keep less long, not longer."


def may_be_shorter() -> list[Clock]:
    """Clocks with a term that a host may shorten."""
    return [one for one in CLOCKS if one.days > SHORTEST]


def shorten_terms(
    *, viewer: Viewer, host: Host, based_on: int, days: Mapping[str, int | None], at: datetime
) -> Host:
    """Set the host's own terms, in days by clock; None or the table's own number: as the table.

    Raises:
        NotAllowed: unless the viewer may change the host.
        TermOutOfBounds: for more days than the table has, or fewer than thirty.
        ChangedMeanwhile: when somebody else saved first.
    """
    require(viewer, Permission.HOST_CHANGE, host)
    terms = {}
    for one in may_be_shorter():
        wanted = days.get(one.key)
        if wanted is None or wanted == one.days:
            continue
        if not SHORTEST <= wanted < one.days:
            raise TermOutOfBounds(least=SHORTEST, most=one.days)
        terms[one.key] = wanted
    with transaction.atomic():
        saved = save_edited(host, based_on, terms=terms)
        trail.record(viewer, "changed_terms", host, at, **terms)
    return saved  # type: ignore[return-value]
