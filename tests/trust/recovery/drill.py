"""The restore drill, as a process of its own: copies under load, brought back elsewhere, compared.

``python -m trust.recovery.drill COUNT [careless] [rows]`` prints what it found as JSON. The
data folder and the database come from the environment, as for the site; the database must
be up to date. A second process does acts at the site, fifty a second, and writes down each
one that was acknowledged.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PACE = 0.02


def main() -> None:
    """Run the drill and print its findings and figures."""
    count, words = int(sys.argv[1]), sys.argv[2:]
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    a_host()
    home = Path(settings.DATA)
    told = home / "acknowledged"
    told.touch()
    rows = [int(one.removeprefix("rows=")) for one in words if one.startswith("rows=")]
    if rows:
        fill(rows[0])
    connections.close_all()
    writer = os.fork()
    if writer == 0:
        write_for_ever(told)
    try:
        result = drill(home, told, count, careless="careless" in words)
    finally:
        os.kill(writer, 9)
        os.waitpid(writer, 0)
    print(json.dumps(result))


def a_host() -> Any:
    """The host that acts are done at."""
    from factories.hosts import make_host
    from thousandfold.base.models import Host

    return Host.objects.filter(slug="drill").first() or make_host("drill")


def fill(megabytes: int) -> None:
    """Make the database so large, with texts that nobody wrote."""
    from factories.hosts import AT
    from thousandfold.base.models import Message
    from thousandfold.base.scope import inside

    host = a_host()
    with inside(host):
        rows = [
            Message(
                host=host, to="a@drill.example", subject="x", drafted_at=AT,
                body=random.Random(one).randbytes(3800).hex(),
            )
            for one in range(megabytes * 128)
        ]  # fmt: skip
        Message.objects.bulk_create(rows, batch_size=500)


def write_for_ever(told: Path) -> None:
    """Do one numbered act after another, and write down each that the database acknowledged."""
    from factories.hosts import AT
    from thousandfold.base import trail
    from thousandfold.base.doorway.viewer import Viewer
    from thousandfold.base.scope import inside

    host = a_host()
    with inside(host), told.open("ab", buffering=0) as out:
        for number in range(1, 10**6):
            trail.record(Viewer(host=host), "changed", host, AT, count=number)
            out.write(f"{number}\n".encode())
            time.sleep(PACE)


def acknowledged(told: Path) -> int:
    """The last act that was acknowledged by now."""
    lines = told.read_bytes().split(b"\n")[:-1]
    return int(lines[-1]) if lines else 0


def drill(home: Path, told: Path, count: int, *, careless: bool) -> dict[str, Any]:
    """So many backups at random moments, each brought back in a place of its own."""
    from thousandfold.cli.keeping import agekeys, database, making

    if careless:
        database.copy_sqlite = lambda name, target: shutil.copyfile(name, target)
    while acknowledged(told) < 20:
        time.sleep(0.05)
    chance, findings, seconds, size = random.Random(count), [], [], 0
    secret, recipient = agekeys.new_pair()
    key = home / "backup-key.txt"
    key.write_text(secret)
    first, began = acknowledged(told), time.monotonic()
    for number in range(count):
        time.sleep(chance.random() * 0.2)
        closed = chance.random() < 0.5
        before = acknowledged(told)
        file = home / f"drill-{number}.backup"
        made = making.make(file, datetime.now(UTC), to=recipient if closed else "")
        findings += made.wrong
        size = made.bytes
        started = time.monotonic()
        findings += brought_back(home, file, key, before, number)
        seconds.append(round(time.monotonic() - started, 2))
        file.unlink()
    pace = (acknowledged(told) - first) / (time.monotonic() - began)
    return {"findings": findings, "seconds": seconds, "bytes": size, "pace": round(pace, 1)}


def brought_back(home: Path, file: Path, key: Path, before: int, number: int) -> list[str]:
    """Bring a backup back in a child process, look at it, and say what is wrong."""
    said = home / "said"
    said.write_text("The child ended without a word.")
    child = os.fork()
    if child == 0:
        try:
            found = in_the_child(home, file, key, before, number)
        except BaseException:
            found = [traceback.format_exc(limit=-3)]
        said.write_text("\n".join(found))
        os._exit(0)
    os.waitpid(child, 0)
    return [f"backup {number}: {one}" for one in said.read_text().splitlines() if one]


def in_the_child(home: Path, file: Path, key: Path, before: int, number: int) -> list[str]:
    """Restore into an empty place, open pages, and count what was acknowledged."""
    from thousandfold.base.models import TrailEntry
    from thousandfold.cli.keeping import bringing, trial_child

    move_in(home / f"elsewhere-{number}", home / "keys")
    found: list[str] = []
    bringing.bring_back(file, identity=key, replace=False, tell=found.append)
    found += trial_child.look_around()
    rows = TrailEntry._base_manager.filter(host__slug="drill", verb="changed")
    there = {one["count"] for one in rows.values_list("details", flat=True)}
    lost = set(range(1, before + 1)) - there
    if lost:
        found.append(f"{len(lost)} acknowledged acts are lost, the first is {min(lost)}.")
    shutil.rmtree(home / f"elsewhere-{number}")
    return found


def move_in(folder: Path, keys: Path) -> None:
    """From here on this process serves another data folder, and another database."""
    from django.conf import settings
    from django.db import connections

    folder.mkdir()
    shutil.copytree(keys, folder / "keys")
    connections.close_all()
    settings.DATA, settings.MEDIA_ROOT = folder, folder / "media"
    settings.FIELD_KEY_FILE = folder / "keys" / "fields.key"
    here = connections["default"].settings_dict
    if here["ENGINE"].endswith("sqlite3"):
        here["NAME"] = str(folder / "thousandfold.sqlite3")
    else:
        elsewhere = f"{here['NAME']}_elsewhere_{os.getpid()}"
        with connections["default"]._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{elsewhere}"')
        here["NAME"] = elsewhere


if __name__ == "__main__":
    main()
