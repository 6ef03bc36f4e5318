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
    if "without-transactions" in words:
        without_transactions()
    kills = [int(one.removeprefix("kills=")) for one in words if one.startswith("kills=")]
    if kills:
        print(json.dumps({"findings": killed(release, kills[0])}))
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
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def without_transactions() -> None:
    """Sabotage: every statement of an upgrade stands alone."""
    from django.db.backends.base.features import BaseDatabaseFeatures
    from django.db.backends.sqlite3.features import DatabaseFeatures
    from django.db.migrations import Migration

    DatabaseFeatures.can_rollback_ddl = BaseDatabaseFeatures.can_rollback_ddl = False
    Migration.atomic = False


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


def killed(release: str, times: int) -> list[str]:
    """Upgrades that were killed at a random statement and started again: what is wrong after."""
    from django.conf import settings

    file = Path(settings.DATABASES["default"]["TEST"]["NAME"]).with_name("thousandfold.sqlite3")
    kept = file.with_name("kept.sqlite3")
    shutil.copyfile(file, kept)
    count = file.with_name("statements")
    in_a_child(lambda: count.write_text(str(counting(10**9))))
    chance, found = random.Random(times), []
    said = file.with_name("said")
    for _ in range(times):
        for old in file.parent.glob("thousandfold.sqlite3*"):
            old.unlink()
        shutil.copyfile(kept, file)
        point = chance.randint(1, int(count.read_text()))
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


def counting(until: int) -> int:
    """Upgrade and count the statements; at one of them this process is killed."""
    from django.db import connection

    done = 0

    def counted(execute: Any, *given: Any) -> Any:
        nonlocal done
        done += 1
        if done == until:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*given)

    with connection.execute_wrapper(counted):
        migrate()
    return done


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
