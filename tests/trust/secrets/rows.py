"""A row of every table that holds closed words, made from the tables themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import models

from thousandfold.base.ids import code
from thousandfold.base.models import Host
from thousandfold.base.secrets import SealedText

NOW = datetime(2026, 3, 7, 17, 0, tzinfo=UTC)
#: What the tables' constraints ask for beyond their fields.
BESIDES: dict[str, dict[str, Any]] = {"recruitment.Mark": {"kind": "more", "points": None}}
PLAIN = {
    "DateTimeField": NOW,
    "DateField": date(2026, 3, 7),
    "TimeField": time(9, 0),
    "BooleanField": False,
}


def closed_fields() -> Iterator[tuple[type[models.Model], SealedText]]:
    """Every field that is closed with keys of its own."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedText):
                yield model, field


def closed_models() -> list[type[models.Model]]:
    """Every table with such a field."""
    return list(dict.fromkeys(model for model, _ in closed_fields()))


class Rows:
    """Makes one row of a table, and of every table it leans on."""

    def __init__(self, host: Host) -> None:
        self.made: dict[type[models.Model], models.Model] = {Host: host}

    def of(self, model: type[models.Model]) -> Any:
        """The row of a table, made on the first call."""
        if model not in self.made:
            values = {
                one.name: self._value(one)
                for one in model._meta.concrete_fields
                if not one.has_default() and not one.null and not isinstance(one, SealedText)
            }
            values |= BESIDES.get(model._meta.label, {})
            row = model(**values)
            self.made[model] = row
            for each in (f for f in model._meta.concrete_fields if isinstance(f, SealedText)):
                setattr(row, each.name, like(each, ""))
            row.save(force_insert=True)
        return self.made[model]

    def _value(self, field: Any) -> Any:
        if field.is_relation:
            return self.of(field.related_model)
        if field.choices:
            return field.choices[0][0]
        kind = field.get_internal_type()
        if kind in PLAIN:
            return PLAIN[kind]
        if kind == "UUIDField":
            return uuid4()
        return 1 if "Integer" in kind else code(8)


def like(field: SealedText, word: str) -> Any:
    """A value of a field's shape that holds a word."""
    shape = field.shape()
    if isinstance(shape, str):
        return word
    return [word] if isinstance(shape, list) else {"words": word}
