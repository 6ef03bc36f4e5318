# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a legal hold may name: each app says how its people, calls or cohorts are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from thousandfold.base.doorway.viewer import Viewer

#: So many of each kind are shown for one search.
FEW = 8


@dataclass(frozen=True)
class Holdable:
    """A kind of thing: its table, its name, and how one looks for it by words."""

    model: type[Model]
    kind: Any
    look: Callable[[Viewer, str], QuerySet[Any]]


_KINDS: dict[str, Holdable] = {}


def may_be_held(model: type[Model], kind: Any) -> Callable[[Any], Any]:
    """Register: viewer, words -> rows that a hold may name; no words mean all of them."""

    def made(look: Callable[[Viewer, str], QuerySet[Any]]) -> Callable[[Viewer, str], Any]:
        _KINDS[model._meta.label] = Holdable(model, kind, look)
        return look

    return made


def found(viewer: Viewer, words: str) -> list[tuple[str, Any, Any]]:
    """What a search finds: the name in a form, the kind, and the thing."""
    return [
        (name_of(row), one.kind, row)
        for one in _KINDS.values()
        for row in one.look(viewer, words)[:FEW]
    ]


def named(viewer: Viewer, names: Iterable[str]) -> list[tuple[str, Any, Any]]:
    """The things that a form names; what the viewer may not find is left out."""
    rows = []
    for name in dict.fromkeys(names):
        label, _colon, key = name.partition(":")
        one = _KINDS.get(label)
        row = one.look(viewer, "").filter(pk=key).first() if one and _is_key(one, key) else None
        if one and row is not None:
            rows.append((name, one.kind, row))
    return rows


def kind_of(label: str) -> Any:
    """What pages call a table's things."""
    return _KINDS[label].kind if label in _KINDS else label


def name_of(row: Model) -> str:
    """How a form names a thing."""
    return f"{row._meta.label}:{row.pk}"


def _is_key(one: Holdable, key: str) -> bool:
    try:
        one.model._meta.pk.to_python(key)  # type: ignore[union-attr]
    except ValidationError:
        return False
    return True
