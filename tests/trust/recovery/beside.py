"""A restore beside an open site, as a process of its own: does it wait until the site is closed?

``python -m trust.recovery.beside [unwatched]`` prints what was let in as JSON. The data folder
and the database come from the environment; nothing needs to be in them.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any


def main() -> None:
    """Try it beside everything that may have the data open."""
    import django

    django.setup()
    from thousandfold.cli.keeping import presence

    if "unwatched" in sys.argv:
        presence.fcntl = None
        presence._take = lambda mine, *, shared: True
        presence._others = lambda mine: []
    print(json.dumps({"findings": let_in(), "refused": refused_beside_a_restore()}))


def let_in() -> list[str]:
    """The gate: beside what a restore began all the same, or did not begin when all was closed."""
    from thousandfold.cli.keeping import presence

    found = []
    for name, way in ways().items():
        with elsewhere(way):
            try:
                with presence.alone():
                    found.append(f"A restore began beside {name}.")
            except (presence.SiteIsRunning, presence.DatabaseInUse) as refusal:
                if "top" not in str(refusal):
                    found.append(f"Beside {name} nothing says what to do: {refusal}")
        with presence.alone():
            pass  # everything is closed again: a refusal here would end this process
    return found


def ways() -> dict[str, Callable[[], AbstractContextManager[Any]]]:
    """Ways of having the data open: a site that has answered nobody yet, and a mere line."""
    from django.db import connection

    from thousandfold.cli.keeping import presence

    found: dict[str, Callable[[], AbstractContextManager[Any]]] = {"a site": presence.while_open}
    if connection.vendor == "postgresql":
        found["a line of some program"] = a_mere_line
    return found


@contextmanager
def a_mere_line() -> Iterator[None]:
    """Some program is connected and holds no lock of ours."""
    from django.db import connection

    connection.ensure_connection()
    try:
        yield
    finally:
        connection.close()


@contextmanager
def elsewhere(way: Callable[[], AbstractContextManager[Any]]) -> Iterator[None]:
    """Enter it in another thread, as another program would, for as long as this goes on."""
    there, over = threading.Event(), threading.Event()

    def stay() -> None:
        try:
            with way():
                there.set()
                over.wait()
        finally:
            there.set()

    thread = threading.Thread(target=stay)
    thread.start()
    there.wait()
    try:
        yield
    finally:
        over.set()
        thread.join()


def refused_beside_a_restore() -> bool:
    """True when the site does not open while a restore goes on."""
    from thousandfold.cli.keeping import presence

    with presence.alone():
        try:
            with presence.while_open():
                return False
        except presence.RestoreUnderWay:
            return True


if __name__ == "__main__":
    main()
