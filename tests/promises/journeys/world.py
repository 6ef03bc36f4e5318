"""One region for many journeys: made once, and put back as it was before each of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import connection, connections
from pytest_django.live_server_helper import LiveServer

from factories.little import LittleRegion


@dataclass
class World:
    """A region with one of everything on a server that runs, and a copy of its database."""

    region: LittleRegion
    server: LiveServer
    kept: Path

    def begins_again(self) -> None:
        """Everything stored is as it was when the region was made; nothing is remembered."""
        _copy(self.kept, _database())
        cache.clear()


@contextmanager
def a_world(folder: Path) -> Iterator[World]:
    """Make the region and its server; afterwards the database is as empty as before."""
    empty, kept = folder / "empty.sqlite3", folder / "region.sqlite3"
    _copy(_database(), empty)
    cache.clear()
    region = LittleRegion()
    _copy(_database(), kept)
    server = LiveServer("localhost:0")
    try:
        yield World(region, server, kept)
    finally:
        server.stop()
        _copy(empty, _database())
        cache.clear()


def _database() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def _copy(of: Path, to: Path) -> None:
    """One database file as another, whoever has either open."""
    connections.close_all()
    with closing(sqlite3.connect(of)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)


def stored(model: Any, **wanted: Any) -> Any:
    """The rows of a table at any host with these values."""
    from thousandfold.base.scope import every_host

    with every_host("what a journey stored"):
        return list(model.objects.filter(**wanted))
