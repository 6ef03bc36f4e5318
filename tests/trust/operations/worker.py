# ruff: noqa: E402 -- Django is set up first
"""A site beside the tests' own: its worker, and what the tests ask of it from outside.

``python -m trust.operations.worker COMMAND …`` with the tests' folder on the path. Its one kind
of work waits where the test wants it to be killed: while it prepares, or amid its writing.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thousandfold.settings.site")
import django

django.setup()

from django.conf import settings
from django.utils import timezone

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Account, Host, Job, Message
from thousandfold.base.running import broker, works
from thousandfold.base.scope import inside
from thousandfold.base.usecases import jobs, working

#: While a file of this name is in the data folder, the work waits there.
HOLDS = {"prepare": "hold-prepare", "write": "hold-write"}


def wait_at(place: str) -> None:
    """Say that one is here, and wait while the test holds the place."""
    hold = Path(settings.DATA) / HOLDS[place]
    if hold.exists():
        (Path(settings.DATA) / f"at-{place}").write_text(str(os.getpid()))
    while hold.exists():
        time.sleep(0.02)


def prepare(viewer: Viewer, job: Job, tell: Any) -> None:
    """Nothing is changed here."""
    wait_at("prepare")


def write(viewer: Viewer, job: Job, prepared: None) -> str:
    """One message more, and then perhaps never the commit."""
    Message.objects.create(
        host=job.host, to="a@example.org", subject="Made", drafted_at=timezone.now()
    )
    wait_at("write")
    return "/made/"


works.add_work(works.Work("tests.slow", "Slow", ("Preparing", "Writing"), prepare, write))


def ask() -> None:
    """Ask for one piece of work; a key may be given."""
    now = timezone.now()
    host, _new = Host.objects.get_or_create(
        slug="here", defaults={"name": "Here", "region": "Here", "created_at": now}
    )
    account, _new = Account.objects.get_or_create(email="a@example.org", defaults={"name": "A"})
    viewer = Viewer(account=account, host=host)
    with inside(host):
        job = jobs.ask(
            viewer=viewer, kind="tests.slow", key=sys.argv[2], given={}, came_from="/", at=now
        )
    print(job.pk)


def look_after() -> None:
    """Put in line again what the line lost, some minutes from now."""
    jobs.take_up_again(at=timezone.now() + jobs.LOST * 2)


def weaken() -> None:
    """What the environment of a twin takes away."""
    if os.environ.get("WEAKER") == "acks-early":
        for name in broker.PROMISES:
            broker.PROMISES[name] = False
    if os.environ.get("WEAKER") == "no-reaper":
        jobs.GONE = working.GONE = jobs.timedelta(days=365)
    elif os.environ.get("SOON"):
        jobs.GONE = working.GONE = jobs.timedelta(seconds=1)
        working.EVERY = 0.2


def work() -> None:
    """Work for ever, looking after others every second."""
    if settings.BROKER:
        from thousandfold.cli.server.from_broker import go_on

        go_on(1)
    else:
        from thousandfold.cli.server import from_database

        from_database.LOOK_AFTER = 0.5
        from_database.go_on_until(0)


if __name__ == "__main__":
    weaken()
    {"ask": ask, "work": work, "look-after": look_after}[sys.argv[1]]()
