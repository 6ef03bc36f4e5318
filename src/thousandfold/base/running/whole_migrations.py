# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changing the schema in one piece: a change and the note that it was made, or neither.

Django notes a change that has closing statements (indexes, constraints) in a transaction of
its own, after the change. A computer that stops between the two could never start again:
the table would be there already. Here the closing statements and the note come first.
"""

from __future__ import annotations

from typing import Any

from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor


class WholeMigrations(MigrationExecutor):
    """Makes each change of the schema, and notes it, in one transaction."""

    def apply_migration(self, state: Any, migration: Migration, **how: Any) -> Any:
        """Make a change; one that needs no transaction is left as it is."""
        if not (migration.atomic and self.connection.features.can_rollback_ddl):
            return super().apply_migration(state, migration, **how)
        plainly = migration.apply

        def apply(project: Any, editor: Any, collect_sql: bool = False) -> Any:
            made = plainly(project, editor, collect_sql)
            waiting, editor.deferred_sql[:] = list(editor.deferred_sql), []
            for statement in waiting:
                editor.execute(statement, None)
            return made

        migration.apply = apply  # type: ignore[method-assign]
        try:
            return super().apply_migration(state, migration, **how)
        finally:
            del migration.apply
