# SPDX-License-Identifier: AGPL-3.0-or-later
"""A nominee agrees to what is kept of them, field by field, and takes a field out again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from thousandfold.base import trail
from thousandfold.base.doorway.editing import save_edited
from thousandfold.base.doorway.viewer import NOBODY
from thousandfold.recruitment.choices import CallState, NominationState
from thousandfold.recruitment.models import Agreement, Nomination
from thousandfold.recruitment.notices import LABELS, WORDING
from thousandfold.recruitment.queries.agreements import STAYS, filled
from thousandfold.recruitment.usecases.refusals import FieldStays, NominationClosed


def agree(nomination: Nomination, fields: Iterable[str], at: datetime) -> None:
    """Note a yes to these fields, unless one stands. Call it in the transaction of the answer."""
    standing = set(nomination.agreements.filter(ended_at=None).values_list("field", flat=True))
    language = get_language() or "en"
    Agreement.objects.bulk_create(
        Agreement(
            host_id=nomination.host_id,
            nomination=nomination,
            field=field,
            wording=WORDING,
            language=language,
            at=at,
        )
        for field in fields
        if field not in standing
    )


def agree_anew(before: dict[str, Any], nomination: Nomination, at: datetime) -> None:
    """After a nominee's own correction: a yes to what they wrote, an end to what they emptied."""
    now = filled(nomination)
    disagree(nomination, [name for name in before if name not in now], at)
    agree(nomination, [name for name, value in now.items() if before.get(name) != value], at)


def disagree(nomination: Nomination, fields: Iterable[str], at: datetime) -> None:
    """Let the yes to these fields end."""
    rows = nomination.agreements.filter(ended_at=None, field__in=list(fields))
    rows.update(ended_at=at)


def take_field_out(*, nomination: Nomination, field: str, at: datetime) -> Nomination:
    """The nominee takes one field out with their own link; what stood there is deleted.

    Raises:
        FieldStays: for the name, and for what is no field.
        NominationClosed: once it was withdrawn, merged or decided; then it can be erased.
    """
    if field in STAYS or field not in LABELS:
        raise FieldStays
    open_ = nomination.state in (NominationState.SENT, NominationState.CONFIRMED)
    if not open_ or nomination.call.state == CallState.DECIDED:
        raise NominationClosed
    with transaction.atomic():
        saved = save_edited(nomination, nomination.version, **_without(nomination, field))
        disagree(nomination, [field], at)
        trail.record(NOBODY, "took_field_out", saved, at, field=field)
    return saved  # type: ignore[return-value]


def _without(nomination: Nomination, field: str) -> dict[str, Any]:
    if field == "languages":
        return {field: []}
    if field == "post":
        return {"post": "", "side": ""}
    if hasattr(nomination, field):
        return {field: ""}
    return {"story": {key: value for key, value in nomination.story.items() if key != field}}
