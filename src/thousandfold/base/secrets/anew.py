# SPDX-License-Identifier: AGPL-3.0-or-later
"""Closing rows anew with the keys of their owners: in parts, and again from the start at will."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from django.db import models, transaction

from thousandfold.base.keystore import make_keys
from thousandfold.base.secrets.fields import SealedJSON, SealedText
from thousandfold.base.secrets.sealing import is_for_owners

#: Rows in one transaction: a stop loses at most the work on these.
PART = 500


def close_anew(
    model: type[models.Model], names: Sequence[str], using: str, *, plain: bool = False
) -> int:
    """Close these fields of every row with the keys of their owners. Returns rows changed.

    Takes what an older version closed with the installation's key, or with ``plain`` what it
    did not close. What is closed already is left alone, and so is what cannot be opened
    because the old key is not here.
    """
    fields = [_field(model, name) for name in names]
    changed, last = 0, None
    while True:
        rows = model._base_manager.using(using).order_by("pk")
        part = list(rows.filter(pk__gt=last)[:PART] if last is not None else rows[:PART])
        if not part:
            return changed
        last = part[-1].pk
        changed += _close(part, [_values(row, fields, plain) for row in part], using)


def _close(part: list[models.Model], values: list[dict[SealedText, Any]], using: str) -> int:
    todo = [(row, new) for row, new in zip(part, values, strict=True) if new]
    make_keys(owner for row, new in todo for field in new for owner in field.owners_of(row))
    with transaction.atomic(using=using):
        for row, new in todo:
            stored = {field.name: field.close(row, value) for field, value in new.items()}
            type(row)._base_manager.using(using).filter(pk=row.pk).update(**stored)
    return len(todo)


def _values(row: models.Model, fields: list[SealedText], plain: bool) -> dict[SealedText, Any]:
    """The values to close anew, by field."""
    found = {}
    for field in fields:
        stored = row.__dict__[field.attname]
        if stored is None or not field.owners_of(row) or _is_closed_already(field, row, stored):
            continue
        try:
            found[field] = _as_it_was(field, stored) if plain else field.open(row, stored)
        except InvalidTag:  # the old key is not here: closed it stays
            continue
    return found


def _is_closed_already(field: SealedText, row: models.Model, stored: str) -> bool:
    if not is_for_owners(stored):
        return False
    try:
        field.open(row, stored)
    except (InvalidTag, ValueError):
        return False
    return True


def _as_it_was(field: SealedText, stored: str) -> Any:
    return json.loads(stored) if isinstance(field, SealedJSON) else str(stored)


def _field(model: type[models.Model], name: str) -> SealedText:
    field = model._meta.get_field(name)
    assert isinstance(field, SealedText)
    return field
