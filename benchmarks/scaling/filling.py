# SPDX-License-Identifier: AGPL-3.0-or-later
"""Filling one size: a process of its own, with the settings of that size."""

from __future__ import annotations

import json
import shutil
import sys
import time
from datetime import UTC, datetime
from pathlib import Path


def fill(people: int, hosts: int, processes: int, folder: Path) -> None:
    """Empty tables, then the network; at last what PostgreSQL knows about its tables."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from network.growing import grow_side_by_side
    from network.shapes import Shape

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    began = time.perf_counter()
    shape = Shape(hosts=hosts, people=people, at=datetime.now(UTC))
    written = grow_side_by_side(shape, processes, lambda line: print(line, file=sys.stderr))
    took = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT pg_database_size(current_database())")
        size = cursor.fetchone()[0]
    told = {
        "people": people,
        "hosts": hosts,
        "rows": sum(written.values()),
        "seconds": round(took),
        "vacuum": round(time.perf_counter() - began - took),
        "database_mb": size >> 20,
        "keystore_mb": (folder / "keys" / "keystore.sqlite3").stat().st_size >> 20,
        "tables": dict(written),
    }
    (folder / "filled").write_text(json.dumps(told, indent=1))
    print(json.dumps({name: value for name, value in told.items() if name != "tables"}))


def begin(folder: Path) -> None:
    """An empty data folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
