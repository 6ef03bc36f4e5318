"""Run as a program: three backups, a person erased after each, every backup brought back.

Prints as JSON, for each backup, whose names are in the database after its restore, and in
which files of the data folder they stand.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

NAMES = ("Ada Zqfirst", "Bea Zqsecond", "Cho Zqthird")


def main(data: Path, forgetful: bool) -> None:
    """Do it all in a data folder of its own; ``forgetful``: restores replay nothing."""
    os.environ |= {"THOUSANDFOLD_DATA": str(data), "THOUSANDFOLD_SETTINGS": "/nonexistent"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "thousandfold.settings.site"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    host = _people()
    backups = []
    for number, name in enumerate(NAMES):
        backups.append(data.parent / f"generation-{number}.backup")
        _backup(backups[-1])
        _erase(host, name)
    if forgetful:
        from thousandfold.base.keeping import restoring

        restoring._AFTER.clear()
    print(json.dumps([_names_after(one, data) for one in backups]))


def _people():
    from factories.hosts import make_host
    from factories.people import make_person
    from thousandfold.base.scope import inside

    host = make_host()
    with inside(host):
        for name in NAMES:
            make_person(host, name, email=f"{name.split()[1].lower()}@x.example")
        make_person(host, "Dee Zqstays")
    return host


def _backup(file: Path) -> None:
    from datetime import UTC, datetime

    from thousandfold.cli.keeping.making import make

    make(file, datetime.now(UTC))


def _erase(host, name: str) -> None:
    from factories.hosts import AT
    from thousandfold.base.keeping.subject import subject_of
    from thousandfold.base.scope import inside
    from thousandfold.base.usecases import erasing
    from thousandfold.people.models import Person

    with inside(host):
        subject = subject_of(Person.objects.get(name=name), host=host)
    from thousandfold.base.scope import every_host

    with every_host("an erasure in a test"):
        erasing._finish(subject, None, AT)


def _names_after(file: Path, data: Path) -> list[str]:
    from django.db import connection

    from thousandfold.base.scope import every_host
    from thousandfold.cli.keeping.bringing import bring_back
    from thousandfold.people.models import Person

    time.sleep(1.1)  # what was there is put aside under the second of the restore
    bring_back(file, identity=None, replace=True, tell=lambda _text: None)
    with every_host("who is back after a restore"):
        names = sorted(Person.objects.values_list("name", flat=True))
    connection.close()
    raw = (data / "thousandfold.sqlite3").read_bytes()
    return names + [f"bytes of {name}" for name in NAMES if name.encode() in raw]


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main(Path(sys.argv[1]), len(sys.argv) > 2)
