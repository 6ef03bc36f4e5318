# SPDX-License-Identifier: AGPL-3.0-or-later
"""Django's own ``migrate``, with each change of the schema in one piece."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from thousandfold.base.running.whole_migrations import WholeMigrations


class Command(migrate.Command):
    """Bring the database up to date."""

    def handle(self, *args: Any, **options: Any) -> None:
        """As Django does it, with our way of applying one change."""
        migrate.MigrationExecutor = WholeMigrations
        super().handle(*args, **options)
