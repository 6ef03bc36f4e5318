"""Write down a release's databases: for SQLite and PostgreSQL, empty and with made-up people.

Called by tools/keep-release, with that release's source first in PYTHONPATH.
"""

from __future__ import annotations

import lzma
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

COMMAND = "from thousandfold.cli.main import main; main()"
MIGRATE = "import django; django.setup(); from django.core.management import call_command; call_command('migrate', verbosity=0)"
FACTS = """
import json, django
django.setup()
from django.apps import apps
from django.db import connection, models
canaries, rows = [], {}
for model in apps.get_models():
    rows[model._meta.db_table] = model._base_manager.count()
    for row in model._base_manager.order_by("pk")[:3]:
        for field in model._meta.concrete_fields:
            if field.remote_field or field.primary_key:
                continue
            value = getattr(row, field.attname)
            if isinstance(value, (str, dict, list)) and value:
                canaries.append([model._meta.label, str(row.pk), field.attname, value])
print(json.dumps({"rows": rows, "canaries": canaries}, default=str, indent=0, sort_keys=True))
"""


def call(code: str, data: Path, database: str = "", words: tuple[str, ...] = ()) -> str:
    """Run code of that release on a data folder."""
    env = {
        **os.environ,
        "THOUSANDFOLD_DATA": str(data),
        "THOUSANDFOLD_DATABASE": database,
        "DJANGO_SETTINGS_MODULE": "thousandfold.settings.site",
    }
    done = subprocess.run(
        [sys.executable, "-c", code, *words], env=env, check=True, capture_output=True, text=True
    )
    return done.stdout


def main() -> None:
    """Make every file of the release."""
    target, address, programs = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    with tempfile.TemporaryDirectory() as folder:
        empty, full = Path(folder) / "empty", Path(folder) / "full"
        call(MIGRATE, empty)
        pack(empty, target / "empty.sqlite3.xz")
        call(COMMAND, full, words=("demo",))
        (target / "facts.json").write_text(call(FACTS, full), encoding="utf-8")
        pack(full, target / "populated.sqlite3.xz")
        keys = {one.name: one for one in (full / "keys").iterdir() if one.suffix != ".code"}
        for name, one in keys.items():
            (target / "keys").mkdir(exist_ok=True)
            shutil.copyfile(one, target / "keys" / name)
        call(COMMAND, full, address, words=("demo",))
        (target / "facts-postgres.json").write_text(call(FACTS, full, address), encoding="utf-8")
        dump(programs, address, target / "populated.pgdump")


def pack(data: Path, target: Path) -> None:
    """The database of a data folder, without free pages, compressed."""
    with sqlite3.connect(data / "thousandfold.sqlite3", isolation_level=None) as opened:
        opened.execute("PRAGMA journal_mode=DELETE")
        opened.execute("VACUUM")
    opened.close()
    target.write_bytes(lzma.compress((data / "thousandfold.sqlite3").read_bytes(), preset=9))


def dump(programs: Path, address: str, target: Path) -> None:
    """PostgreSQL's own dump."""
    words = ["--format=custom", "--compress=9", "--no-owner", f"--file={target}", address]
    subprocess.run([str(programs / "pg_dump"), *words], check=True)


if __name__ == "__main__":
    main()
