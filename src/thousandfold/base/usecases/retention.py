# SPDX-License-Identifier: AGPL-3.0-or-later
"""Deleting what was kept long enough: first it can be counted, then it is done.

No person does this, so nobody is asked for a permission. Two clocks must agree: the
computer's, and the time that the site has seen go by in looks that followed one another.
What a hold keeps is passed over; what is far more than usual waits for an administrator
(trust rows X23 and RT-1, docs/decisions/0097).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.choices import LookState
from thousandfold.base.doorway import once
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.keeping.holdings import holdings
from thousandfold.base.keeping.legal_holds import KeptForNow, Rows, held_rows, not_held
from thousandfold.base.keeping.retention import Keeper, keepers
from thousandfold.base.models import AccountSession, Host, HostOwned, KeptPost, RetentionLook
from thousandfold.base.permissions import Permission, require
from thousandfold.base.scope import every_host, inside
from thousandfold.base.usecases.kept import FOR as KEPT_FOR
from thousandfold.base.usecases.legal_holds import end_holds_that_are_over
from thousandfold_core.errors import Refusal

#: Looks closer together than this count as one; two of them lie within a day.
EVERY = timedelta(hours=10)
#: So long without a look, nobody can tell a site that rested from a clock that jumped.
SEEN = timedelta(hours=36)
#: More than so many rows, and more than this share of the host's records, is asked about.
FEW, SHARE = 100, 0.05
#: So many rows are forgotten in one transaction.
CHUNK = 500
#: Reports are kept so long.
REPORTS = timedelta(days=5 * 365)


class NothingWaits(Refusal):
    """No look waits for a confirmation."""

    code = "no-look-waits"
    text = "Nothing waits to be confirmed. Somebody else may have done it."


@dataclass(frozen=True)
class Due:
    """What was kept long enough by a moment: rows by clock, and how many of them a hold keeps."""

    counts: dict[str, int]
    held: dict[str, int]


def count_due(*, host: Host, at: datetime) -> dict[str, int]:
    """How many rows of each clock the next looks will delete; nothing is changed."""
    return look_for_due(host=host, at=at).counts


def look_for_due(*, host: Host, at: datetime) -> Due:
    """A dry run: what is due by a moment, and what of it a hold keeps."""
    with inside(host):
        return _due(host, at, held_rows(host))


def _due(host: Host, until: datetime, held: Rows) -> Due:
    counts: dict[str, int] = {}
    kept: dict[str, int] = {}
    for one in keepers():
        rows = one.due(host, until)
        count = rows.count()
        free = not_held(rows, held).count() if held.get(rows.model) else count
        counts |= {one.clock.key: free} if free else {}
        kept |= {one.clock.key: count - free} if count > free else {}
    return Due(counts, kept)


def delete_due(*, host: Host, at: datetime) -> dict[str, int]:
    """Delete what was due at the last look, and say how many rows of each clock.

    The first look deletes nothing, nor does one that comes too soon after another. A demo
    host has only invented people and keeps them. The trail gets counts alone.
    """
    last = host.looked_over_at
    if host.is_demo or (last is not None and last <= at < last + EVERY):
        return {}
    claimed = Host.objects.filter(pk=host.pk, looked_over_at=last).update(looked_over_at=at)
    if not claimed:
        return {}
    with inside(host):
        end_holds_that_are_over(host=host, at=at)
        return _look(host, last, at)


def _look(host: Host, last: datetime | None, at: datetime) -> dict[str, int]:
    before = RetentionLook.objects.filter(at=last).first()
    look = _counted(RetentionLook(host=host, at=at), before, last)
    if last is not None:
        trusted = last - (before.uncounted if before else timedelta())
        look.until = min(trusted, at - look.uncounted)
        due = _due(host, look.until, held_rows(host))
        look.due, look.held = due.counts, due.held
        look.state = _state(host, sum(due.counts.values())) or look.state
    deleted = _forget(host, look.until, at) if look.state == LookState.DELETED else {}
    look.deleted = deleted
    _keep(look, at)
    return deleted


def _counted(look: RetentionLook, before: RetentionLook | None, last: datetime | None) -> Any:
    """How far the clock is ahead of what was seen: a gap is not counted until confirmed.

    A clock that was set back by about as much as it had jumped is right again.
    """
    look.uncounted = before.uncounted if before else timedelta()
    look.gap_from = before.gap_from if before and look.uncounted else None
    gap = look.at - last if last else timedelta()
    if gap > SEEN:
        look.gap_from = look.gap_from or last
        look.uncounted += gap
    elif gap < timedelta():
        left = look.uncounted + gap
        look.uncounted = left if left > SEEN else timedelta()
    look.state = LookState.CLOCK if look.uncounted else LookState.NOTHING
    return look


def _state(host: Host, due: int) -> LookState | None:
    if not due:
        return None
    too_many = due > FEW and due > SHARE * _records(host)
    return LookState.TOO_MANY if too_many else LookState.DELETED


def _records(host: Host) -> int:
    """How many records of people the host has."""
    owned = [one for one in holdings() if one.is_about_people and issubclass(one.model, HostOwned)]
    return sum(one.model._base_manager.filter(host=host).count() for one in owned)


def _keep(look: RetentionLook, at: datetime) -> None:
    """Keep the report; looks before it that found nothing tell nothing."""
    with transaction.atomic():
        look.save()
        older = RetentionLook.objects.exclude(pk=look.pk)
        older.filter(deleted={}, held={}).delete()
        older.filter(at__lt=at - REPORTS).delete()


def last_look(host: Host) -> RetentionLook | None:
    """The report of the last look at the host in scope."""
    at = Host.objects.filter(pk=host.pk).values_list("looked_over_at", flat=True).first()
    return RetentionLook.objects.filter(at=at).first() if at else None


def waits(look: RetentionLook) -> bool:
    """Whether an administrator is asked about what a look found."""
    return bool(look.uncounted) or look.state == LookState.TOO_MANY


def confirm_look(*, viewer: Viewer, at: datetime) -> dict[str, int]:
    """Say that what waits is right: the clock, or so many rows at once; the latter go now.

    Raises:
        NotAllowed: unless the viewer is an administrator.
        NothingWaits: when no look waits.
    """
    require(viewer, Permission.HOST_CHANGE)
    host = viewer.host
    assert host is not None
    with transaction.atomic():
        look = last_look(host)
        if look is None or not waits(look):
            raise NothingWaits
        was = look.state
        look.confirmed_at, look.confirmed_by = at, viewer.account
        look.uncounted, look.gap_from, look.state = timedelta(), None, LookState.NOTHING
        look.save()
        trail.record(viewer, "confirmed_look", host, at, state=was)
    if was != LookState.TOO_MANY or look.until is None:
        return {}
    deleted = _forget(host, look.until, at)
    RetentionLook.objects.filter(pk=look.pk).update(deleted=deleted, state=LookState.DELETED)
    return deleted


def look_over_every_host(*, at: datetime) -> dict[str, int]:
    """Let every host of this installation delete what is due; return all counts together."""
    tidy(at)
    total: Counter[str] = Counter()
    with every_host("each host's own term is over at its own time"):
        hosts = list(Host.objects.filter(is_demo=False))
    for host in hosts:
        total.update(delete_due(host=host, at=at))
    return dict(total)


def _forget(host: Host, until: datetime, at: datetime) -> dict[str, int]:
    done: Counter[str] = Counter()
    held = held_rows(host)
    for keeper in keepers():
        for count in _forget_in_parts(keeper, host, until, at, held):
            done[keeper.clock.key] += count
    return dict(done)


def _forget_in_parts(
    keeper: Keeper, host: Host, until: datetime, at: datetime, held: Rows
) -> Iterator[int]:
    ids = list(not_held(keeper.due(host, until), held).values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        try:
            yield _forget_these(keeper, host, until, at, part)
        except KeptForNow:  # a hold keeps something that leans on one of them: only that one stays
            for each in part:
                with suppress(KeptForNow):
                    yield _forget_these(keeper, host, until, at, [each])


def _forget_these(keeper: Keeper, host: Host, until: datetime, at: datetime, ids: list[Any]) -> int:
    with transaction.atomic():
        rows = keeper.due(host, until).filter(pk__in=ids)
        count = rows.count()
        keeper.forget(rows)
        trail.record(Viewer(host=host), "deleted_when_due", host, at, **{keeper.clock.key: count})
    return count


def tidy(at: datetime) -> None:
    """Drop working copies of the whole installation whose hours are over."""
    KeptPost.objects.filter(at__lt=at - KEPT_FOR).delete()
    AccountSession.objects.filter(expire_date__lt=at).delete()
    once.forget_old(at)
