"""A row for every table that the made-up world leaves empty, so that nothing new is forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import DatabaseError, models, transaction

from access.canary.planting import every_table
from access.world import Part
from factories.hosts import AT
from thousandfold.base.models import Host
from thousandfold.base.scope import every_host

#: What stands in a field that must hold something.
PLAIN: dict[type[models.Field[Any, Any]], Any] = {
    models.BooleanField: False,
    models.DateTimeField: AT,
    models.DateField: AT.date(),
    models.TimeField: AT.time(),
    models.DurationField: timedelta(hours=1),
    models.JSONField: {},
    models.BinaryField: b"x",
    models.EmailField: "x@x.example",
    models.CharField: "x",
    models.TextField: "x",
    models.IntegerField: 1,
    models.DecimalField: 1,
    models.FloatField: 1.0,
    models.GenericIPAddressField: "192.0.2.1",
}


def still_empty() -> list[str]:
    """Tables without a row: what is written in them would be looked for in vain."""
    with every_host("canaries are planted in every host"):
        return [one._meta.label for one in every_table() if not one._base_manager.exists()]


def grow(part: Part) -> None:
    """Give each empty table a row at a part's host, made of rows that are there."""
    with every_host("canaries are planted in every host"):
        for model in every_table():
            if not model._base_manager.exists():
                _row_of(model, part)


def _row_of(model: type[models.Model], part: Part) -> None:
    try:
        with transaction.atomic():
            model._base_manager.create(**_values(model, part))
    except (DatabaseError, TypeError, ValueError) as problem:
        raise AssertionError(
            f"No row of {model._meta.label} can be made of rows that are there ({problem})."
            " Make one in tests/access/canary/lived.py."
        ) from problem


def _values(model: type[models.Model], part: Part) -> dict[str, Any]:
    found = {}
    for one in model._meta.concrete_fields:
        given = one.has_default() or isinstance(one, models.AutoField)
        if isinstance(one, models.ForeignKey):
            above = _above(one, part)
            if above is not None:
                found[one.name] = above
        elif not given and (not one.null or isinstance(one, models.CharField | models.TextField)):
            found[one.name] = one.choices[0][0] if one.choices else _plain(one)
    return found


def _above(one: models.ForeignKey[Any, Any], part: Part) -> models.Model | None:
    model = one.remote_field.model
    if model is Host:
        return part.host
    rows = model._base_manager.order_by("-pk")
    if "host" in {each.name for each in model._meta.concrete_fields}:
        rows = rows.filter(host=part.host)
    return rows.first()


def _plain(one: models.Field[Any, Any]) -> Any:
    for kind in type(one).__mro__:
        if kind in PLAIN:
            return PLAIN[kind]
    raise ValueError(f"nothing stands for a {type(one).__name__}")
