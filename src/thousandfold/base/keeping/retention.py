# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long things are kept: one table of clocks; the apps say what runs by each.

An app's ``retention.py`` names, for a clock, the rows it runs for, from when on, and
how they are forgotten. What shows a day and what deletes read the same lines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thousandfold.base.choices import MessageState
from thousandfold.base.models import Host, Message
from thousandfold.base.privacy import P2, P3, P4, Class


@dataclass(frozen=True)
class Clock:
    """One term: the privacy class it is for, its days, and both in a sentence."""

    key: str
    privacy: Class
    days: int
    sentence: Any


#: Trust row 3.1. Whatever stands in no line here is kept until somebody takes it out.
CLOCKS = (
    Clock("upload", P4, 7, _("A spreadsheet that was read in and not imported: seven days.")),
    Clock("problems", P4, 7, _("The rows to fix of an import: seven days.")),
    Clock(
        "not-chosen",
        P4,
        90,
        _("Nominations of people who were not chosen: 90 days after the decision."),
    ),
    Clock(
        "undecided",
        P4,
        365,
        _("Nominations of a call that nobody decided: a year after its last day."),
    ),
    Clock(
        "member",
        P4,
        365,
        _("Nominations of members: a year after their cohort finished. Their own entry stays."),
    ),
    Clock(
        "said",
        P4,
        365,
        _(
            "What people wrote and chose in rooms, shared or not: a year after their cohort finished."
        ),
    ),
    Clock(
        "said-open",
        P4,
        2 * 365,
        _("The same of a cohort that nobody finished: two years after it was written."),
    ),
    Clock(
        "step",
        P4,
        365,
        _(
            "Steps that people took home: a year after their cohort finished or the last word on them."
        ),
    ),
    Clock(
        "slips",
        P3,
        365,
        _("Slips on which planks were approved, unsigned: a year after the platform was adopted."),
    ),
    Clock(
        "where",
        P3,
        365,
        _("Where a cohort met, and notes on its days: a year after it finished. The dates stay."),
    ),
    Clock(
        "decision",
        P4,
        365,
        _("Why a cohort was chosen otherwise than proposed: a year after it finished."),
    ),
    Clock("letter", P2, 365, _("Letters that were sent or discarded: a year after their draft.")),
    Clock(
        "contact",
        P2,
        3 * 365,
        _(
            "People's entries with all that belongs to them: three years after the last contact. "
            "Who has a role or a seat now, or agreed to be listed, stays."
        ),
    ),
)


#: A host may shorten terms that are longer, and no further than this.
SHORTEST = 30


def days_at(host: Host, clock: Clock) -> int:
    """The days of a term at a host: its own where it keeps things for less long."""
    own = host.terms.get(clock.key)
    return min(own, clock.days) if isinstance(own, int) else clock.days


@dataclass(frozen=True)
class Keeper:
    """What runs by a clock.

    ``rows``: all of them at the host in scope; ``began``: the field (moment or date)
    that the clock runs from; ``forget``: takes rows and deletes what is theirs.
    ``no_sooner_than``: a stored column that is never after a worked-out ``began``. It is asked
    first, so that the long question is put only to rows it could be true of.
    """

    clock: Clock
    rows: Callable[[], QuerySet[Any]]
    began: str
    forget: Callable[[QuerySet[Any]], object]
    by_day: bool = False
    no_sooner_than: str = ""

    def due(self, host: Host, until: datetime) -> QuerySet[Any]:
        """Rows whose term was over by a moment."""
        since = until - timedelta(days=days_at(host, self.clock))
        latest = host.day_at(since) if self.by_day else since
        asked = [one for one in (self.no_sooner_than, self.began) if one]
        return self.rows().filter(**{f"{one}__lte": latest for one in asked})


_KEEPERS: dict[str, Keeper] = {}


def keeps(
    key: str,
    *,
    began: str,
    forget: Callable[[Any], object],
    by_day: bool = False,
    no_sooner_than: str = "",
) -> Callable[[Callable[[], QuerySet[Any]]], Callable[[], QuerySet[Any]]]:
    """Register the rows that run by a clock.

    Raises:
        KeyError: when the table has no such clock.
    """
    clock = {one.key: one for one in CLOCKS}[key]

    def made(rows: Callable[[], QuerySet[Any]]) -> Callable[[], QuerySet[Any]]:
        _KEEPERS[key] = Keeper(clock, rows, began, forget, by_day, no_sooner_than)
        return rows

    return made


def keepers() -> list[Keeper]:
    """Everything that runs by a clock, in the order of the table."""
    return [_KEEPERS[one.key] for one in CLOCKS if one.key in _KEEPERS]


def kept_until(thing: Any) -> tuple[Clock, Any] | None:
    """The clock that runs for a stored thing and the day when its term is over, if one runs."""
    for one in keepers():
        rows = one.rows()
        if rows.model is not type(thing):
            continue
        began = rows.filter(pk=thing.pk).values_list(one.began, flat=True).first()
        if began is not None:
            over = began + timedelta(days=days_at(thing.host, one.clock))
            return one.clock, over if one.by_day else thing.host.day_at(over)
    return None


def _delete(rows: QuerySet[Any]) -> None:
    rows.delete()


@keeps("letter", began="drafted_at", forget=_delete)
def _letters() -> QuerySet[Message]:
    return Message.objects.filter(state__in=(MessageState.SENT, MessageState.DISCARDED))
