"""A process that has everything loaded and forks lives that are ended without a goodbye.

Reads lines: ``serve PORT``, ``write NAME``, ``edit TIMES``, or what ``ground`` does; answers with
the number of the new process. A writer says each act that was acknowledged, an editor the version that each was based
on. A third word plants a hole: ``bare`` takes the transaction off, ``early`` says so before it
is committed, ``blind`` looks at no version, ``unclaimed`` claims no form's key.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from contextlib import contextmanager, nullcontext
from types import SimpleNamespace
from typing import Any

from trust.faults import ground

#: Acts that a writer does at most, if nobody ends it.
MOST = 2_000


def main() -> None:
    """Load, then fork as told."""
    import django

    django.setup()
    import thousandfold.cli.server.asgi
    import thousandfold.urls  # noqa: F401

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    for line in sys.stdin:
        what, name, *hole = line.split()
        child = os.fork()
        if not child:
            DOES[what](name, *hole)
            os._exit(0)
        print(f"began {child}", flush=True)


def serve(port: str, hole: str = "") -> None:
    """The embedded server, as ``thousandfold serve`` runs it."""
    from thousandfold.cli.server.running import run

    if hole == "bare":
        from thousandfold.people.usecases import persons

        persons.transaction = SimpleNamespace(atomic=nullcontext)
    if hole == "unclaimed":
        from thousandfold.base.doorway import once

        once.claim = lambda **given: once.Claim(given["key"], "")
        once.mark = lambda claim: None
    run(
        "thousandfold.cli.server.asgi:application",
        host="127.0.0.1",
        port=int(port),
        log_level="error",
    )


def write(name: str, hole: str = "") -> None:
    """Acts straight through use cases, each said once it is acknowledged."""
    from django.utils import timezone

    from thousandfold.base.choices import RoleKind
    from thousandfold.base.doorway.viewer import viewer_at
    from thousandfold.base.models import Host, Role
    from thousandfold.base.scope import every_host, inside
    from thousandfold.people.usecases import persons

    with every_host("the writer of a test finds its host"):
        host = Host.objects.get()
        account = Role.objects.filter(kind=RoleKind.STAFF).first().account
    if hole == "bare":
        persons.transaction = SimpleNamespace(atomic=nullcontext)
    for number in range(MOST):
        said = f"{name}-{number}"
        if hole == "early":
            persons.transaction = SimpleNamespace(atomic=lambda said=said: _early(said))
        with inside(host):
            persons.register_person(viewer=viewer_at(account, host), at=timezone.now(), name=said)
        ground.say(said)


def edit(times: str, hole: str = "") -> None:
    """Two threads that change one person, each from the version it last saw."""
    editors = [threading.Thread(target=_edit, args=(int(times), hole)) for _ in range(2)]
    for one in editors:
        one.start()
    for one in editors:
        one.join()
    ground.say("over")


def _edit(times: int, hole: str) -> None:
    from django.db import connection
    from django.utils import timezone

    from thousandfold.base.doorway.editing import ChangedMeanwhile
    from thousandfold.base.doorway.viewer import viewer_at
    from thousandfold.base.models import Host, Role
    from thousandfold.base.scope import every_host, inside
    from thousandfold.people.models import Person
    from thousandfold.people.usecases import persons

    if hole == "blind":
        persons.save_edited = _blindly
    with every_host("the editor of a test finds its host"):
        host = Host.objects.get()
        account = Role.objects.first().account
    with inside(host):
        for number in range(times):
            person = Person.objects.first()
            seen = person.version
            try:
                persons.change_person(
                    viewer=viewer_at(account, host),
                    person=person,
                    based_on=seen,
                    at=timezone.now(),
                    town=f"town {number}",
                )
                ground.say(f"kept {seen}")
            except ChangedMeanwhile:
                ground.say(f"refused {seen}")
    connection.close()


def _blindly(thing: Any, based_on: int, **changes: Any) -> Any:
    for name, value in changes.items():
        setattr(thing, name, value)
    thing.version = based_on + 1
    thing.save()
    return thing


@contextmanager
def _early(said: str) -> Any:
    from django.db import transaction

    with transaction.atomic():
        yield
        ground.say(said)
        time.sleep(0.01)  # PostgreSQL ends by itself what it was told of, whoever died since


DOES = {
    "serve": serve,
    "write": write,
    "edit": edit,
    "make": ground.make,
    "look": ground.look,
    "hunger": ground.hunger,
}

if __name__ == "__main__":
    main()
