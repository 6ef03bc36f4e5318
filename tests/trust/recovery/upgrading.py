"""An upgrade from an earlier release, as a process of its own; also one that is killed half way.

``python -m trust.recovery.upgrading RELEASE KIND [kills=N] [postgres]`` brings the database of
the environment up to date and prints as JSON what is missing of what the release held. With
kills, the upgrade is cut off with signal 9 before one of its statements, N times, each time
from the release's database, and then simply started again.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from trust.recovery import places

#: Tables that an upgrade fills by itself.
GROWING = {"django_migrations", "django_content_type", "auth_permission"}


def main() -> None:
    """Upgrade, compare, print."""
    release, kind, *words = sys.argv[1:]
    import django

    django.setup()
    if "as-django-does" in words:
        as_django_does()
    kills = [int(one.removeprefix("kills=")) for one in words if one.startswith("kills=")]
    if kills:
        found = killed(release, kills[0], at_notes="as-django-does" in words)
        print(json.dumps({"findings": found}))
        return
    upgrade()
    if "careless" in words:
        lose_something()
    facts = places.facts_of(release, postgres="postgres" in words) if kind == "populated" else {}
    found = compared(facts)
    print(json.dumps({"findings": found, "canaries": len(facts.get("canaries", []))}))


def upgrade() -> None:
    """What the site does at its start."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def migrate() -> None:
    """The changes of the schema alone: what can be cut off."""
    from django.db import connection

    from thousandfold.base.running.whole_migrations import WholeMigrations

    executor = WholeMigrations(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def as_django_does() -> None:
    """Sabotage: a change and its note stand in two transactions."""
    from django.db.migrations.executor import MigrationExecutor

    from thousandfold.base.running import whole_migrations

    whole_migrations.WholeMigrations = MigrationExecutor


def lose_something() -> None:
    """Sabotage: a row and a word go missing."""
    from thousandfold.base.models import Host
    from thousandfold.training.models import Attendance

    Attendance._base_manager.first().delete()
    Host.objects.update(region="Elsewhere")


def compared(facts: dict[str, Any]) -> list[str]:
    """What of a release's facts the database no longer holds; and whether it is sound."""
    from thousandfold.cli.keeping import checking

    rows = {name: n for name, n in facts.get("rows", {}).items() if name not in GROWING}
    found = checking.compare(rows) + checking.unsound() + checking.trails({})
    found += [said for one in facts.get("canaries", []) if (said := lost(*one))]
    return found


def lost(label: str, key: str, field: str, value: Any) -> str:
    """A sentence when a text that was there is gone or reads otherwise."""
    from django.apps import apps

    try:
        row = apps.get_model(label)._base_manager.get(pk=key)
        now = json.loads(json.dumps(getattr(row, field), default=str))
    except Exception as problem:
        return f"{label} {key} {field}: {type(problem).__name__}."
    return "" if now == value else f"{label} {key} {field} reads otherwise."


def killed(release: str, times: int, *, at_notes: bool = False) -> list[str]:
    """Upgrades killed at some statement and started again: what is wrong after.

    Every other one is killed just before the note that a change with a new table was made.
    """
    from django.conf import settings

    file = Path(settings.DATABASES["default"]["NAME"])
    kept, said = file.with_name("kept.sqlite3"), file.with_name("said")
    shutil.copyfile(file, kept)
    in_a_child(lambda: said.write_text(json.dumps(counting(0))))
    count, notes = json.loads(said.read_text())
    chance, found = random.Random(times), []
    for number in range(times):
        for old in file.parent.glob("thousandfold.sqlite3*"):
            old.unlink()
        shutil.copyfile(kept, file)
        point = chance.choice(notes) if at_notes or number % 2 else chance.randint(1, count)
        status = in_a_child(lambda point=point: counting(point))
        if not os.WIFSIGNALED(status):
            found.append(f"The upgrade was not killed at statement {point}.")
        in_a_child(lambda: said.write_text("\n".join(again(release))))
        found += [f"killed at {point}: {one}" for one in said.read_text().splitlines()]
    return found


def again(release: str) -> list[str]:
    """Start the upgrade once more, and compare."""
    try:
        migrate()
        return compared(places.facts_of(release))
    except Exception:
        return [traceback.format_exc(limit=-2).replace("\n", " ")]


def counting(until: int) -> tuple[int, list[int]]:
    """Upgrade; before one of the statements, if it is named, this process is killed.

    Returns how many statements there were, and which noted a change that made a table, those
    that stood apart from the change itself where there are such.
    """
    from django.db import connection

    done, made, notes, apart = 0, False, [], []

    def counted(execute: Any, sql: Any, *given: Any) -> Any:
        nonlocal done, made
        done += 1
        if done == until:
            os.kill(os.getpid(), signal.SIGKILL)
        made = made or (str(sql).startswith("CREATE TABLE") and "new__" not in str(sql))
        if str(sql).startswith('INSERT INTO "django_migrations"'):
            notes.extend([done] if made else [])
            apart.extend([done] if made and not connection.in_atomic_block else [])
            made = False
        return execute(sql, *given)

    with connection.execute_wrapper(counted):
        migrate()
    return done, apart or notes


def in_a_child(act: Callable[[], object]) -> int:
    """Do something in a child process; return how it ended."""
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1]


if __name__ == "__main__":
    main()
