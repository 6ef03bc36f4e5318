# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every part of the generator stands on: one host's chance, its ids, and rows in bulk."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from network.copying import copy_in
from thousandfold.base.keystore import make_keys
from thousandfold.base.models import Host
from thousandfold.base.secrets import SealedText
from thousandfold_core.chance import chance

#: Rows are written once so many wait, and so many at a time.
WAIT, AT_ONCE = 12_000, 2_000


@dataclass
class Pile:
    """Rows that wait to be written, each kind after what it points to."""

    waiting: dict[type[Model], list[Model]] = field(default_factory=dict)
    number: int = 0
    written: Counter[str] = field(default_factory=Counter)

    def put(self, row: Any) -> Any:
        """Lay a row on the pile."""
        self.waiting.setdefault(type(row), []).append(row)
        self.number += 1
        return row

    def pause(self) -> None:
        """Where the pile may be written: what waits points only to what waits or is there."""
        if self.number >= WAIT:
            self.write()

    def write(self) -> None:
        """Write all that waits."""
        for model in _in_order(self.waiting):
            rows = self.waiting[model]
            make_keys(_owners(model, rows))
            if connection.vendor == "postgresql":
                copy_in(model, rows)
            else:
                model._default_manager.bulk_create(rows, batch_size=AT_ONCE)
            self.written[model._meta.label] += len(rows)
        self.waiting, self.number = {}, 0


def _owners(model: type[Model], rows: list[Any]) -> list[str]:
    """Whose keys these rows need: only who owns a sealed field gets one."""
    fields = [one for one in model._meta.concrete_fields if isinstance(one, SealedText)]
    return list({who: 0 for one in fields for row in rows for who in one.owners_of(row)})


def _in_order(models: dict[type[Model], Any]) -> list[type[Model]]:
    """Every model after those it points to."""
    done: list[type[Model]] = []

    def visit(model: type[Model]) -> None:
        if model in done:
            return
        for one in model._meta.concrete_fields:
            target = one.related_model
            if target in models and target is not model:
                visit(target)
        done.append(model)

    for model in models:
        visit(model)
    return done


@dataclass
class Life:
    """One host while its years are made up: its chance, its moment, and its pile."""

    host: Host
    number: int
    size: int
    seed: str
    at: datetime
    pile: Pile
    lines: list[tuple[datetime, str, Model]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ids = chance(self.seed, "ids", self.number)

    def chance(self, *purpose: str | int) -> Random:
        """Chance of this host for one purpose."""
        return chance(self.seed, self.number, *purpose)

    def id(self, at: datetime) -> UUID:
        """An id as it would have been made at a moment (UUID version 7)."""
        stamp = int(at.timestamp() * 1000)
        return UUID(int=stamp << 80 | 7 << 76 | self.ids.getrandbits(12) << 64 | 2 << 62
                    | self.ids.getrandbits(62))  # fmt: skip

    def word(self, digits: int = 24) -> str:
        """An unguessable word, were it not for the seed."""
        return f"{self.ids.getrandbits(digits * 4):0{digits}x}"

    def make(self, model: type[Model], made: datetime, /, **fields: Any) -> Any:
        """A row of this host, made at a moment, on the pile."""
        return self.pile.put(model(id=self.id(made), host_id=self.host.id, **fields))

    def did(self, at: datetime, verb: str, thing: Model) -> None:
        """Note an act for the trail."""
        self.lines.append((at, verb, thing))

    def ago(self, days: float) -> datetime:
        """So many days ago."""
        return self.at - timedelta(days=days)
