# SPDX-License-Identifier: AGPL-3.0-or-later
"""Duplicates: two nominations made one by hand, or told apart for good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.people.usecases.persons import sort_name
from thousandfold.recruitment.choices import BatchKind, CallState, NominationState
from thousandfold.recruitment.models import Batch, BatchChange, Mark, Nomination, ToldApart
from thousandfold.recruitment.usecases.bulk import new_batch, refresh_columns
from thousandfold.recruitment.usecases.refusals import CannotMerge

#: Fields of which one of two values is chosen.
FIELDS = ("name", "email", "phone", "town", "organisation", "sector", "post", "role", "reference")
LIVE = (NominationState.SENT, NominationState.CONFIRMED)


def merge_nominations(
    *,
    viewer: Viewer,
    kept: Nomination,
    other: Nomination,
    values: Mapping[str, str],
    at: datetime,
) -> Batch:
    """Make two nominations one. The other stays as a source and can be brought back.

    ``values``: the chosen value of each field of ``FIELDS``. Imported columns and
    languages are joined; marks of people who scored only the other come along; the
    one says yes if either did.

    Raises:
        NotAllowed: unless the viewer may change nominations.
        CannotMerge: when they are one, of different calls, or closed.
    """
    require(viewer, Permission.NOMINATION_CHANGE, kept)
    if (
        kept.pk == other.pk
        or kept.call_id != other.call_id
        or kept.state not in LIVE
        or other.state not in LIVE
        or kept.call.state == CallState.DECIDED
    ):
        raise CannotMerge
    with transaction.atomic():
        batch = new_batch(viewer, kept.call, BatchKind.MERGE, at, counts={"done": 1})
        _keep(batch, kept, _joined(kept, other, values))
        _put_aside(batch, kept, other)
        refresh_columns(kept.call)
        trail.record(viewer, "merged", kept, at, other=str(other.pk))
    return batch


def tell_apart(*, viewer: Viewer, one: Nomination, other: Nomination, at: datetime) -> ToldApart:
    """Say that two nominations are about two people; they are not suggested again.

    Raises:
        NotAllowed: unless the viewer may change nominations.
        CannotMerge: when they are one or of different calls.
    """
    require(viewer, Permission.NOMINATION_CHANGE, one)
    if one.pk == other.pk or one.call_id != other.call_id:
        raise CannotMerge
    first, second = sorted((one, other), key=lambda row: str(row.pk))
    with transaction.atomic():
        made, _ = ToldApart.objects.get_or_create(
            first=first, second=second, defaults={"host": one.host, "call": one.call, "at": at}
        )
        trail.record(viewer, "told_apart", one, at, other=str(other.pk))
    return made


def _joined(kept: Nomination, other: Nomination, values: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in FIELDS:
        both = (getattr(kept, name), getattr(other, name))
        wanted = values.get(name, both[0] or both[1])
        if wanted in both:
            found[name] = wanted
    found["sort_name"] = sort_name(found["name"])
    found["side"] = kept.side or other.side
    if "post" in found and found["post"] == other.post and other.post:
        found["side"] = other.side
    found["languages"] = list(dict.fromkeys([*kept.languages, *other.languages]))
    found["others"] = {**other.others, **kept.others}
    if NominationState.CONFIRMED in (kept.state, other.state):
        found["state"] = NominationState.CONFIRMED.value
    return found


def _keep(batch: Batch, kept: Nomination, values: dict[str, Any]) -> None:
    before = {name: getattr(kept, name) for name in values}
    for name, value in values.items():
        setattr(kept, name, value)
    kept.version += 1
    kept.save()
    BatchChange.objects.create(
        host=kept.host, batch=batch, nomination=kept, before=before, after=values
    )


def _put_aside(batch: Batch, kept: Nomination, other: Nomination) -> None:
    scored = Mark.objects.filter(nomination=kept).values("reviewer")
    moving = Mark.objects.filter(nomination=other).exclude(reviewer__in=scored)
    marks = []
    for mark in moving:
        mark.move_to(kept.pk)
        marks.append(str(mark.pk))
    before = {"state": other.state, "merged_into": None, "marks": marks}
    after = {
        "state": NominationState.MERGED.value,
        "merged_into": str(kept.pk),
        "marks": str(other.pk),
    }
    other.state, other.merged_into = NominationState.MERGED, kept
    other.version += 1
    other.save()
    BatchChange.objects.create(
        host=kept.host, batch=batch, nomination=other, before=before, after=after
    )
