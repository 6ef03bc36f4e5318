"""What every test may lean on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

import sockets
from thousandfold.settings.catalogues import compile_all

sockets.install()

compile_all(Path(__file__).resolve().parents[1] / "src" / "thousandfold")

NOW = datetime(2026, 3, 7, 17, 0, tzinfo=UTC)

#: What runs on PostgreSQL of these folders: the others' findings do not hang on the database.
ON_POSTGRESQL = {
    "promises": lambda item: item.get_closest_marker("browser") is None,
    "trust": lambda item: item.get_closest_marker("both") is not None,
    "network": lambda item: item.get_closest_marker("both") is not None,
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, what a page looks like and what SQLite alone can show are left out."""
    if not os.environ.get("THOUSANDFOLD_DATABASE", "").startswith("postgres"):
        return
    here = Path(__file__).parent

    def stays(item: pytest.Item) -> bool:
        asked = ON_POSTGRESQL.get(item.path.relative_to(here).parts[0])
        return asked is None or asked(item)

    out = [one for one in items if not stays(one)]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [one for one in items if stays(one)]


@pytest.fixture
def now() -> datetime:
    """A fixed moment: time is handed in."""
    return NOW


@pytest.fixture(autouse=True)
def nobody_outside_is_asked() -> Iterator[None]:
    """A test that wanted to talk to somebody outside fails, even if it swallowed the refusal."""
    sockets.stopped.clear()
    yield
    tried, sockets.stopped[:] = list(sockets.stopped), []
    assert tried == []


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Each test begins in English, whatever language the one before it left behind."""
    from django.utils import translation

    translation.activate("en")
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Before the tests' database is dropped, its door is shut and whoever is inside is sent out.

    PostgreSQL drops no database that somebody is connected to; a thread of a test's own web
    server may still be, and would come again.
    """
    yield
    from django.db import connection

    if connection.vendor == "postgresql":
        name = connection.settings_dict["NAME"]
        with django_db_blocker.unblock():
            connection.close()
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false')
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                    [name],
                )
