"""Programs that watch over servers learn whether the site is well, and nothing about anybody."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.utils import timezone

from factories.hosts import make_host, make_viewer
from thousandfold.base.choices import JobState, RoleKind
from thousandfold.base.models import Job
from thousandfold.base.running import metrics
from thousandfold.base.scope import inside
from thousandfold.cli.server import asgi, health

CANARY = "canary-that-nobody-counts"


def ask(path: str, *, client: str = "127.0.0.1", **headers: str) -> tuple[int, str]:
    """What the server answers on its raw road."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "path": path, "headers": pairs, "client": (client, 1)}
    asyncio.run(health.health(scope, send))
    return sent[0]["status"], sent[1]["body"].decode()


@pytest.fixture(autouse=True)
def _kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own line to the database stays open."""
    monkeypatch.setattr(connection, "close", lambda: None)


def test_alive_asks_nothing_of_the_database() -> None:
    """Without the mark that opens the database, any question to it would fail."""
    assert ask("/health/live") == (200, "alive\n")


@pytest.mark.both
@pytest.mark.django_db
def test_a_sound_site_is_ready() -> None:
    assert health.not_ready() == []


@pytest.mark.parametrize(
    ("missing", "answer"),
    [([], (200, "ready\n")), (["disk", "workers"], (503, "not ready: disk, workers\n"))],
)
def test_what_is_missing_is_told_by_name(monkeypatch: pytest.MonkeyPatch, missing, answer) -> None:
    monkeypatch.setattr(health, "not_ready", lambda: missing)
    assert ask("/health/ready") == answer


def broken(*_given: Any, **_named: Any) -> Any:
    """A database that is away, with a message that nobody should read."""
    raise OperationalError(CANARY)


def weaken(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take from the site what a probe should miss."""
    if name == "database":
        monkeypatch.setattr(connection, "cursor", broken)
    elif name == "database changes":
        monkeypatch.setattr(health, "_changes_wait", lambda: True)
    elif name == "disk":
        monkeypatch.setattr(health, "LEAST_FREE", 10**9)
    else:
        host = make_host()
        account = make_viewer(host, RoleKind.STAFF).account
        at = timezone.now() - health.WAITED - timedelta(minutes=1)
        fields = {"kind": "x", "key": "x", "language": "en", "came_from": "/", "account": account}
        with inside(host):
            Job.objects.create(
                host=host, asked_at=at, queued_at=at, state=JobState.WAITING, **fields
            )


@pytest.mark.django_db
@pytest.mark.sabotage("test_a_sound_site_is_ready")
@pytest.mark.parametrize("name", ["database", "database changes", "disk", "workers"])
def test_what_is_missing_is_noticed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    weaken(name, monkeypatch)
    assert health.not_ready() == [name]


@pytest.mark.django_db
def test_changes_of_the_database_that_wait_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db.migrations.recorder import MigrationRecorder

    last = MigrationRecorder(connection).migration_qs.filter(app="base").latest("id")
    last.delete()
    assert health._changes_wait()


def test_other_addresses_are_not_here() -> None:
    assert ask("/health/")[0] == 404
    assert not health.is_asked("/health/") and health.is_asked("/metrics")


# Counts


@pytest.mark.parametrize(
    ("setting", "client", "headers", "allowed"),
    [
        ("", "127.0.0.1", {}, False),
        ("here", "127.0.0.1", {}, True),
        ("here", "::1", {}, True),
        ("here", "10.0.0.7", {}, False),
        ("here", "127.0.0.1", {"x_forwarded_for": "127.0.0.1"}, False),
        ("here", "127.0.0.1", {"forwarded": "for=127.0.0.1"}, False),
        ("a-token", "127.0.0.1", {}, False),
        ("a-token", "10.0.0.7", {"authorization": "Bearer a-token"}, True),
        ("a-token", "10.0.0.7", {"authorization": "Bearer another"}, False),
        ("a-token", "10.0.0.7", {"authorization": "a-token"}, False),
    ],
)
def test_counts_are_for_who_may(settings, setting, client, headers, allowed) -> None:
    settings.METRICS = setting
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    assert health.may_count({"headers": pairs, "client": (client, 1)}) is allowed


def test_who_may_not_count_finds_no_such_page(settings) -> None:
    settings.METRICS = ""
    assert ask("/metrics") == (404, "This is not here.\n")


@pytest.fixture
def counted(settings, db: None) -> str:
    """All counts, after visits whose addresses hold words that are nobody's business."""
    settings.METRICS = "here"
    metrics._durations().clear()  # what other tests let it count
    browser = Client()
    for path in (f"/join/?code={CANARY}", f"/{CANARY}/", f"/h/{CANARY}/host/", "/"):
        browser.get(path, headers={"user-agent": CANARY, "cookie": f"sessionid={CANARY}"})
    browser.generic(CANARY.upper(), "/")
    return metrics.told()[1].decode()


def told_too_much(text: str) -> list[str]:
    """Lines of the counts that hold what a visitor sent."""
    return [line for line in text.splitlines() if CANARY in line.lower()]


def test_counts_name_routes_and_nothing_that_was_sent(counted: str) -> None:
    assert told_too_much(counted) == []


def test_counts_are_of_pages_by_name_method_and_answer(counted: str) -> None:
    assert 'thousandfold_page_seconds_count{answer="4xx",method="GET",page="none"}' in counted
    assert 'page="exercises:join"' in counted or 'page="exercises:' in counted
    assert 'thousandfold_jobs{state="waiting"} 0' in counted


@pytest.mark.sabotage("test_counts_name_routes_and_nothing_that_was_sent")
def test_a_count_by_address_is_noticed(counted: str) -> None:
    request: Any = RequestFactory().get(f"/h/{CANARY}/")
    request.resolver_match = type("Match", (), {"view_name": request.path})()
    metrics.note(request, 200, 0.1)
    assert told_too_much(metrics.told()[1].decode())


@pytest.mark.django_db
def test_nothing_is_counted_where_nobody_asked(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.METRICS = ""
    monkeypatch.setattr(metrics, "note", broken)
    assert Client().get("/join/").status_code == 200


def test_the_server_answers_health_beside_pages() -> None:
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "path": "/health/live", "headers": []}
    asyncio.run(asgi.one_of_many(scope, None, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 200
