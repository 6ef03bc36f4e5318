# SPDX-License-Identifier: AGPL-3.0-or-later
"""Deleting what was kept long enough: first it can be counted, then it is done.

No person does this, so nobody is asked for a permission. A look deletes only what was
due already at the look before it, a day ago or more: a clock that jumped ahead shows
itself for a day before it costs anything (trust row X23, docs/decisions/0071).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.models import Host
from thousandfold.base.retention import Keeper, keepers
from thousandfold.base.scope import every_host, inside
from thousandfold.base.viewer import Viewer

#: Looks closer together than this count as one.
EVERY = timedelta(hours=20)
#: So many rows are forgotten in one transaction.
CHUNK = 500


def count_due(*, host: Host, at: datetime) -> dict[str, int]:
    """How many rows of each clock have been kept long enough by a moment; nothing is changed."""
    with inside(host):
        found = {one.clock.key: one.due(host, at).count() for one in keepers()}
    return {key: count for key, count in found.items() if count}


def delete_due(*, host: Host, at: datetime) -> dict[str, int]:
    """Delete what was due at the last look, and say how many rows of each clock.

    The first look, and one that comes too soon after another, deletes nothing. A demo
    host has only invented people and keeps them. The trail gets counts alone.
    """
    last = host.looked_over_at
    if host.is_demo or (last is not None and last <= at < last + EVERY):
        return {}
    claimed = Host.objects.filter(pk=host.pk, looked_over_at=last).update(looked_over_at=at)
    if not claimed or last is None:
        return {}
    with inside(host):
        return _forget(host, min(last, at), at)


def look_over_every_host(*, at: datetime) -> dict[str, int]:
    """Let every host of this installation delete what is due; return all counts together."""
    total: Counter[str] = Counter()
    with every_host("each host's own term is over at its own time"):
        hosts = list(Host.objects.filter(is_demo=False))
    for host in hosts:
        total.update(delete_due(host=host, at=at))
    return dict(total)


def _forget(host: Host, until: datetime, at: datetime) -> dict[str, int]:
    done: Counter[str] = Counter()
    for keeper in keepers():
        for count in _forget_in_parts(keeper, host, until, at):
            done[keeper.clock.key] += count
    return dict(done)


def _forget_in_parts(keeper: Keeper, host: Host, until: datetime, at: datetime) -> Iterator[int]:
    ids = list(keeper.due(host, until).values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        with transaction.atomic():
            rows = keeper.due(host, until).filter(pk__in=ids[start : start + CHUNK])
            count = rows.count()
            keeper.forget(rows)
            details = {keeper.clock.key: count}
            trail.record(Viewer(host=host), "deleted_when_due", host, at, **details)
        yield count
