# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long a host is away: backup and restore of a database of 50 MB and of 500 MB, on SQLite.

    .venv/bin/python benchmarks/recovery.py [MEGABYTES ...]

Fills a database with letters nobody wrote, closes a backup of it to a key, and brings it back
into a second, empty folder as the guide says. Prints for each size seconds by the clock and of
the processor, and how much longer ten times the data takes. Only the clock of a computer that
does nothing else is a figure; the processor's seconds hardly change with what else it does.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMAND = str(Path(sys.executable).with_name("thousandfold"))
FILL = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from trust.recovery.drill import fill
fill({megabytes})
"""


def timed(data: Path, command: list[str]) -> tuple[float, float]:
    """Seconds by the clock and of the processor of one command at a data folder."""
    env = {
        **os.environ,
        "THOUSANDFOLD_DATA": str(data),
        "THOUSANDFOLD_DATABASE": "",
        "THOUSANDFOLD_SETTINGS": "/nonexistent",
        "DJANGO_SETTINGS_MODULE": "thousandfold.settings.site",
        "PYTHONPATH": str(ROOT / "tests"),
    }
    began, used = time.perf_counter(), _used()
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began, _used() - used


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def measure(megabytes: int) -> float:
    """Print what one size takes; the processor's seconds of the restore."""
    with tempfile.TemporaryDirectory(prefix="recovery-") as made:
        home = Path(made)
        here, there, key = home / "here", home / "there", home / "backup-key.txt"
        timed(here, [sys.executable, "-c", FILL.format(megabytes=megabytes)])
        size = (here / "thousandfold.sqlite3").stat().st_size / 2**20
        timed(here, [COMMAND, "keys", "new-backup-key", str(key)])
        kept = str(home / "one.backup.age")
        making = timed(here, [COMMAND, "backup", kept])
        keys = str(home / "keys.backup.age")
        timed(here, [COMMAND, "keys", "backup", keys])
        timed(there, [COMMAND, "keys", "restore", keys, "--identity", str(key)])
        back = timed(there, [COMMAND, "restore", kept, "--identity", str(key)])
    print(
        f"{size:5.0f} MB: backup {making[0]:.1f} s ({making[1]:.1f} s of the processor), "
        f"restore {back[0]:.1f} s ({back[1]:.1f} s of the processor)",
        flush=True,
    )
    return back[1]


def main() -> None:
    """Measure the sizes that were named, or 50 and 500."""
    sizes = [int(one) for one in sys.argv[1:]] or [50, 500]
    spent = [measure(one) for one in sizes]
    if len(sizes) > 1:
        growth = spent[-1] / spent[0]
        print(f"{sizes[-1] / sizes[0]:.0f} times the data, {growth:.1f} times the processor.")


if __name__ == "__main__":
    main()
