"""The restore drill, as a process of its own: copies under load, brought back elsewhere, compared.

``python -m trust.recovery.drill COUNT [careless] [rows]`` prints what it found as JSON. The
data folder and the database come from the environment, as for the site; the database must
be up to date. Other processes do acts at the site, fifty a second and more, and write down
each one that was acknowledged; what was acknowledged before a backup must be in it.
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

from trust.recovery import smoke, writing

#: Of so many backups thirty steps are gone through what came back.
SMOKED = 1


def main() -> None:
    """Run the drill and print its findings and figures."""
    count, words = int(sys.argv[1]), sys.argv[2:]
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    scene = smoke.lay_down()
    home = Path(settings.DATA)
    rows = [int(one.removeprefix("rows=")) for one in words if one.startswith("rows=")]
    if rows:
        fill(rows[0])
    writers = writing.begin(home)
    try:
        result = drill(home, scene, count, careless="careless" in words)
    finally:
        writing.end(writers)
    print(json.dumps(result))


def fill(megabytes: int) -> None:
    """Make the database so large, with texts that nobody wrote."""
    from factories.hosts import AT
    from thousandfold.base.models import Message
    from thousandfold.base.scope import inside

    host = writing.a_host()
    with inside(host):
        rows = [
            Message(
                host=host, to="a@drill.example", subject="x", drafted_at=AT,
                body=random.Random(one).randbytes(3800).hex(),
            )
            for one in range(megabytes * 128)
        ]  # fmt: skip
        Message.objects.bulk_create(rows, batch_size=500)


def drill(home: Path, scene: Any, count: int, *, careless: bool) -> dict[str, Any]:
    """So many backups at random moments, each brought back in a place of its own."""
    from thousandfold.cli.keeping import agekeys, database, making

    if careless:
        database.copy_sqlite = lambda name, target: shutil.copyfile(name, target)
    while min(writing.acknowledged(home)) < 10:
        time.sleep(0.05)
    chance, findings, seconds, size, steps = random.Random(count), [], [], 0, 0
    secret, recipient = agekeys.new_pair()
    key = home / "backup-key.txt"
    key.write_text(secret)
    first, began = sum(writing.acknowledged(home)), time.monotonic()
    for number in range(count):
        time.sleep(chance.random() * 0.2)
        before = writing.acknowledged(home)
        file = home / f"drill-{number}.backup"
        made = making.make(file, datetime.now(UTC), to=recipient if number % 2 else "")
        findings += made.wrong
        size = made.bytes
        started = time.monotonic()
        done = brought_back(home, file, key, before, number, scene if number < SMOKED else None)
        seconds.append(round(time.monotonic() - started, 2))
        findings += done["found"]
        steps = max(steps, done["steps"])
        file.unlink()
    pace = (sum(writing.acknowledged(home)) - first) / (time.monotonic() - began)
    return {
        "findings": findings, "seconds": seconds, "bytes": size, "pace": round(pace, 1),
        "steps": steps,
    }  # fmt: skip


def brought_back(
    home: Path, file: Path, key: Path, before: list[int], number: int, scene: Any
) -> dict[str, Any]:
    """Bring a backup back in a child process, look at it, and say what is wrong."""
    said = home / "said"
    said.write_text(json.dumps({"found": ["The child ended without a word."], "steps": 0}))
    child = os.fork()
    if child == 0:
        try:
            done = in_the_child(home, file, key, before, number, scene)
        except BaseException:
            done = {"found": [traceback.format_exc(limit=-3)], "steps": 0}
        said.write_text(json.dumps(done))
        os._exit(0)
    os.waitpid(child, 0)
    done = json.loads(said.read_text())
    return {**done, "found": [f"backup {number}: {one}" for one in done["found"]]}


def in_the_child(
    home: Path, file: Path, key: Path, before: list[int], number: int, scene: Any
) -> dict[str, Any]:
    """Restore into an empty place, open pages, and count what was acknowledged."""
    from thousandfold.cli.keeping import bringing, trial_child

    move_in(home / f"elsewhere-{number}", home / "keys")
    found: list[str] = []
    note = bringing.bring_back(file, identity=key, replace=False, tell=found.append)
    if len(note.get("sums", {})) < 50:
        found.append("The backup has no sum for each of its tables.")
    found += trial_child.look_around() + writing.lost(before)
    steps, wrong = smoke.thirty_steps(scene) if scene else (0, [])
    shutil.rmtree(home / f"elsewhere-{number}")
    return {"found": found + wrong, "steps": steps}


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
