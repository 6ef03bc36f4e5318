# SPDX-License-Identifier: AGPL-3.0-or-later
"""A cache that several server processes share: limits hold for all of them together.

Each process's own memory would give an attacker one budget of tries per process.
"""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connection, transaction

TABLE = "shared_cache"


class SharedCache(DatabaseCache):
    """Django's cache in the database, whose counting loses no count."""

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> int:
        """Add to a number; whoever else counts the same waits for it.

        Raises:
            ValueError: when the key is not there.
        """
        with transaction.atomic():
            if connection.features.has_select_for_update:
                with connection.cursor() as cursor:
                    stored = self.make_and_validate_key(key, version=version)
                    cursor.execute(
                        f"SELECT 1 FROM {TABLE} WHERE cache_key = %s FOR UPDATE",  # noqa: S608
                        [stored],
                    )
            return int(super().incr(key, delta, version))
