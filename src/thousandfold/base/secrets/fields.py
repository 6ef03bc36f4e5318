# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fields that are unreadable at rest, each closed with the key of whom it belongs to.

``owner`` names the column or columns of the same row that hold the owner's id: the host
for what a cohort's people write for one another (P3), a person's row for their own words
(P4). Copying a stored value into another row or column makes it unreadable.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from thousandfold.base.keeping.closed import closed_as, is_closed
from thousandfold.base.secrets import sealing
from thousandfold.base.signing_in.borrowed import is_shut


class Sealed(str):
    """A stored, still encrypted value."""


class SealedText(models.TextField):
    """A text stored encrypted. Its row needs its primary key before saving.

    Nothing can be looked up or sorted by it, and only ``isnull`` may be asked.
    """

    description = "Text, encrypted"
    non_db_attrs = (*models.TextField.non_db_attrs, "owner")

    def __init__(self, *args: Any, owner: str | tuple[str, ...] = (), **kwargs: Any) -> None:
        self.owner = (owner,) if isinstance(owner, str) else tuple(owner)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Say whose it is in migrations too: they open and close it."""
        name, path, args, kwargs = super().deconstruct()
        if self.owner:
            kwargs["owner"] = self.owner
        return name, path.replace("secrets.fields", "secrets"), args, kwargs

    def to_words(self, value: Any) -> str:
        """What is encrypted for a value."""
        return str(value)

    def from_words(self, words: str) -> Any:
        """The value that was encrypted."""
        return words

    def shape(self) -> Any:
        """A value of the kind this field holds."""
        return ""

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse to search in what is encrypted."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_transform(self, lookup_name: str) -> Any:
        """Refuse to look inside in the database."""
        return None

    def from_db_value(self, value: str | None, *_: Any) -> Sealed | None:
        """Mark what came from the database as still closed."""
        return None if value is None else Sealed(value)

    def get_prep_value(self, value: Any) -> Any:
        """Refuse to store anything that was not encrypted for its row."""
        if value is not None and not isinstance(value, Sealed):
            raise TypeError("A sealed field is written by saving its row, never by update().")
        return None if value is None else str(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        """Encrypt for this row; what was not opened or cannot be stays as it is stored."""
        raw = model_instance.__dict__.get(self.attname)
        if isinstance(raw, Sealed) and not add:
            return raw
        value = getattr(model_instance, self.attname)
        if is_closed(value):
            return Sealed(value.stored)
        if value is None and self.null:
            return None
        return self.close(model_instance, value)

    def close(self, row: models.Model, value: Any) -> Sealed:
        """A value, encrypted for its row and its owners.

        Raises:
            KeyDestroyed: when the owner was erased.
        """
        words, place = self.to_words(value), self.place(row)
        if not self.owner:
            return Sealed(sealing.seal(words, *place))
        return Sealed(sealing.seal_for(self.owners_of(row), words, *place))

    def open(self, row: models.Model, stored: str) -> Any:
        """The value of a row, or an empty closed one when its key is not here.

        Closed too while somebody looks through another's eyes (docs/decisions/0114).
        """
        if is_shut(row, self.name):
            return closed_as(self.shape(), stored)
        if not self.owner:
            return self.from_words(sealing.unseal(stored, *self.place(row)))
        words = sealing.unseal_for(self.owners_of(row), stored, *self.place(row))
        return closed_as(self.shape(), stored) if words is None else self.from_words(words)

    def owners_of(self, row: models.Model) -> tuple[str, ...]:
        """Ids of those whose keys this row's value needs. An owner that is not set is left out."""
        found = (getattr(row, name) for name in self.owner)
        return tuple(str(one) for one in found if one is not None)

    def place(self, row: models.Model) -> tuple[str, str, str]:
        """Where a value belongs: table, column, row."""
        return (row._meta.db_table, self.column, str(row.pk))

    def contribute_to_class(self, cls: type[models.Model], name: str, **kwargs: Any) -> None:
        """Open the value when it is first read."""
        super().contribute_to_class(cls, name, **kwargs)
        if not cls._meta.abstract:
            setattr(cls, self.attname, _Opening(self))


class SealedJSON(SealedText):
    """A JSON value stored encrypted. Its row needs its primary key before saving."""

    description = "JSON, encrypted"

    def to_words(self, value: Any) -> str:
        """The value as JSON."""
        return json.dumps(value, ensure_ascii=False)

    def from_words(self, words: str) -> Any:
        """The value out of its JSON."""
        return json.loads(words)

    def shape(self) -> Any:
        """The default, which says whether this holds a text, a list or an object."""
        return self.get_default() if self.has_default() else {}


class _Opening:
    """Opens a stored value the first time it is read."""

    def __init__(self, field: SealedText) -> None:
        self.field = field

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, Sealed):
            value = self.field.open(instance, value)
            instance.__dict__[name] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value
