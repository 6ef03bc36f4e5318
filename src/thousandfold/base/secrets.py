# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fields that are unreadable at rest: AES-GCM, bound to their table, column and row.

Copying a stored value into another row or column makes it unreadable. The key
lives in a file beside the data, never in the database or in a backup of it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

from thousandfold.settings.keys import key_file

VERSION = b"\x01"


@lru_cache(maxsize=4)
def _cipher(path: Path) -> AESGCM:
    return AESGCM(hashlib.sha256(key_file(path).encode()).digest())


def seal(text: str, *bound_to: str) -> str:
    """Encrypt a text so that it can be opened only where it belongs."""
    nonce = os.urandom(12)
    sealed = _cipher(settings.FIELD_KEY_FILE).encrypt(nonce, text.encode(), _aad(bound_to))
    return base64.b64encode(VERSION + nonce + sealed).decode("ascii")


def unseal(stored: str, *bound_to: str) -> str:
    """Open what :func:`seal` closed.

    Raises:
        cryptography.exceptions.InvalidTag: when the value was moved or changed.
    """
    raw = base64.b64decode(stored)
    opened = _cipher(settings.FIELD_KEY_FILE).decrypt(raw[1:13], raw[13:], _aad(bound_to))
    return opened.decode()


def _aad(bound_to: tuple[str, ...]) -> bytes:
    return "\x1f".join(bound_to).encode()


class Sealed(str):
    """A stored, still encrypted value."""


class SealedJSON(models.TextField):
    """A JSON value stored encrypted. Its row needs its primary key before saving."""

    description = "JSON, encrypted"

    def from_db_value(self, value: str | None, *_: Any) -> Sealed | None:
        """Mark what came from the database as still closed."""
        return None if value is None else Sealed(value)

    def get_prep_value(self, value: Any) -> Any:
        """Refuse to store anything that was not encrypted for its row."""
        if value is not None and not isinstance(value, Sealed):
            raise TypeError("A sealed field is written by saving its row, never by update().")
        return None if value is None else str(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed:
        """Encrypt for this row."""
        value = getattr(model_instance, self.attname)
        return Sealed(seal(json.dumps(value, ensure_ascii=False), *self.place(model_instance)))

    def place(self, instance: models.Model) -> tuple[str, str, str]:
        """Where a value belongs: table, column, row."""
        return (instance._meta.db_table, self.column, str(instance.pk))

    def contribute_to_class(self, cls: type[models.Model], name: str, **kwargs: Any) -> None:
        """Open the value when it is first read."""
        super().contribute_to_class(cls, name, **kwargs)
        if not cls._meta.abstract:
            setattr(cls, self.attname, _Opening(self))


class _Opening:
    """Opens a stored value the first time it is read."""

    def __init__(self, field: SealedJSON) -> None:
        self.field = field

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, Sealed):
            value = json.loads(unseal(value, *self.field.place(instance)))
            instance.__dict__[name] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value
