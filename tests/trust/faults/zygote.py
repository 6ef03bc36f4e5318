"""A process that has everything loaded and forks lives that are ended without a goodbye.

Reads lines: ``serve PORT`` or ``write NAME``; answers with the number of the new process. A
writer says each act that was acknowledged. A third word plants a hole: ``bare`` takes the
transaction off, ``early`` says so before it is committed.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, nullcontext
from types import SimpleNamespace
from typing import Any

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
            {"serve": serve, "write": write}[what](name, *hole)
            os._exit(0)
        print(f"began {child}", flush=True)


def serve(port: str, *_hole: str) -> None:
    """The embedded server, as ``thousandfold serve`` runs it."""
    from thousandfold.cli.server.running import run

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
    from thousandfold.base.models import Host, Role
    from thousandfold.base.scope import every_host, inside
    from thousandfold.base.viewer import viewer_at
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
        _say(said)


def _say(word: str) -> None:
    os.write(1, f"{word}\n".encode())


@contextmanager
def _early(said: str) -> Any:
    from django.db import transaction

    with transaction.atomic():
        yield
        _say(said)


if __name__ == "__main__":
    main()
