# SPDX-License-Identifier: AGPL-3.0-or-later
"""One action on several nominations, and undoing what was done to several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from thousandfold.base import trail
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.recruitment.choices import BatchKind, CallState, NominationState
from thousandfold.recruitment.features import columns_of
from thousandfold.recruitment.models import Batch, BatchChange, Call, Mark, Nomination
from thousandfold.recruitment.usecases.refusals import (
    AlreadyUndone,
    CallDecided,
    NothingToDo,
    UndoTooLate,
)

UNDO_DAYS = 30
#: Action to (states it can be done from, state it leads to).
ACTIONS = {
    "confirm": ((NominationState.SENT,), NominationState.CONFIRMED),
    "withdraw": ((NominationState.SENT, NominationState.CONFIRMED), NominationState.WITHDRAWN),
    "restore": ((NominationState.WITHDRAWN,), NominationState.SENT),
}


@dataclass(frozen=True)
class Undone:
    """How many nominations were put back, and how many stay because they changed since."""

    batch: Batch
    back: int
    kept: int


def fitting(action: str, rows: Iterable[Nomination]) -> list[Nomination]:
    """The rows that an action can touch."""
    states, _ = ACTIONS[action]
    return [row for row in rows if row.state in states]


def do_in_bulk(
    *, viewer: Viewer, call: Call, action: str, rows: Sequence[Nomination], at: datetime
) -> Batch:
    """Confirm, withdraw or restore several nominations as one batch.

    Rows that the action does not fit stay as they are and are counted.

    Raises:
        NotAllowed: unless the viewer may change nominations.
        CallDecided: once the cohort is seated.
        NothingToDo: when no row fits.
    """
    require(viewer, Permission.NOMINATION_CHANGE, call)
    if call.state == CallState.DECIDED:
        raise CallDecided
    touched = fitting(action, rows)
    if not touched:
        raise NothingToDo
    _, state = ACTIONS[action]
    with transaction.atomic():
        counts = {"done": len(touched), "left": len(rows) - len(touched)}
        batch = _batch(viewer, call, BatchKind.BULK, at, action=action, counts=counts)
        BatchChange.objects.bulk_create(
            [
                BatchChange(
                    host=call.host,
                    batch=batch,
                    nomination=row,
                    before={"state": row.state},
                    after={"state": state.value},
                )
                for row in touched
            ],
            batch_size=500,
        )
        ids = [row.pk for row in touched]
        for start in range(0, len(ids), 500):
            Nomination.objects.filter(pk__in=ids[start : start + 500]).update(
                state=state, answered_at=at, version=F("version") + 1, changed_at=at
            )
        trail.record(viewer, f"bulk_{action}", batch, at, **counts)
    return batch


def undo_batch(*, viewer: Viewer, batch: Batch, at: datetime) -> Undone:
    """Undo a batch: put back what it changed, take away what it created.

    Whatever somebody has worked on since stays as it is, and is counted.

    Raises:
        NotAllowed: unless the viewer may change nominations.
        AlreadyUndone: when it was undone before.
        UndoTooLate: after thirty days.
        CallDecided: once the cohort is seated.
    """
    require(viewer, Permission.NOMINATION_CHANGE, batch)
    if batch.undone_at:
        raise AlreadyUndone
    if at > batch.done_at + timedelta(days=UNDO_DAYS):
        raise UndoTooLate
    if batch.call.state == CallState.DECIDED:
        raise CallDecided
    with transaction.atomic():
        claimed = Batch.objects.filter(pk=batch.pk, undone_at=None).update(undone_at=at)
        if not claimed:
            raise AlreadyUndone
        total = batch.changes.count()
        back = _remove_created(batch) + _put_back(batch)
        refresh_columns(batch.call)
        trail.record(viewer, "undid", batch, at, back=back, kept=total - back)
    batch.refresh_from_db()
    return Undone(batch, back, total - back)


def _remove_created(batch: Batch) -> int:
    """Take away what the batch created, unless somebody worked on it since."""
    created = batch.changes.filter(created=True).values("nomination")
    untouched = Nomination.objects.filter(pk__in=created, version=1, person=None)
    untouched = untouched.exclude(pk__in=Mark.objects.values("nomination"))
    untouched = untouched.exclude(
        pk__in=Nomination.objects.exclude(merged_into=None).values("merged_into")
    )
    count = untouched.count()
    untouched.delete()
    return count


def _put_back(batch: Batch) -> int:
    back = 0
    for change in batch.changes.filter(created=False).select_related("nomination").iterator():
        back += _restored(change)
    return back


def _restored(change: BatchChange) -> bool:
    """Put one nomination back, field by field where it still holds what the batch wrote."""
    row, wrote = change.nomination, change.after
    others = dict(row.others)
    fields: list[str] = []
    for name, before in change.before.items():
        if name.startswith("column:"):
            fields += _restored_column(others, name.removeprefix("column:"), before, wrote[name])
        elif name == "merged_into":
            row.merged_into = None
            fields.append(name)
        elif name == "marks":
            for mark in Mark.objects.filter(pk__in=before):
                mark.move_to(wrote[name])
        elif getattr(row, name) == wrote[name]:
            setattr(row, name, before)
            others = before if name == "others" else others
            fields.append(name)
    if not fields:
        return False
    row.others, row.version = others, row.version + 1
    row.save(update_fields=[*dict.fromkeys([*fields, "others"]), "version", "changed_at"])
    return True


def _restored_column(others: dict[str, str], heading: str, before: str, wrote: str) -> list[str]:
    if others.get(heading, "") != wrote:
        return []
    if before:
        others[heading] = before
    else:
        others.pop(heading, None)
    return ["others"]


def refresh_columns(call: Call) -> None:
    """Note anew which imported columns this call has, with their values."""
    rows = call.nominations.exclude(others={}).values_list("others", flat=True)
    Call.objects.filter(pk=call.pk).update(columns=columns_of(rows.iterator()))


def _batch(viewer: Viewer, call: Call, kind: BatchKind, at: datetime, **fields: Any) -> Batch:
    return Batch.objects.create(
        host=call.host, call=call, kind=kind, account=viewer.account, done_at=at, **fields
    )


new_batch = _batch
