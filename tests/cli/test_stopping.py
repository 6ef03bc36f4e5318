"""The site stops quietly: streams of open phones end as whole answers, nothing is cut off."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import pytest
import uvicorn

from thousandfold.cli.server import asgi, live, running


@pytest.fixture
def followed(monkeypatch) -> dict[str, int]:
    """Every token names one room; its version now is seven."""
    stored = {"room": 7}
    monkeypatch.setattr(live, "room_of_token", lambda token: "room")
    monkeypatch.setattr(live, "versions_in_a_thread", lambda keys: dict(stored))
    return stored


def test_a_stream_that_is_let_go_ends_as_a_whole_answer(followed):
    sent: list[dict[str, Any]] = []
    site = live.Live()

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)
        if message.get("body") == b"data: 7\n\n":
            site.stop()

    scope = {"type": "http", "path": "/live/token/stream", "headers": []}
    asyncio.run(asyncio.wait_for(site(scope, receive, send), timeout=30))
    assert [one.get("more_body") for one in sent] == [None, True, False]


def test_a_move_while_a_line_is_sent_is_told_at_once(followed):
    told: list[bytes] = []
    site = live.Live()

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: dict[str, Any]) -> None:
        told.append(message.get("body", b""))
        if told[-1] == b"data: 7\n\n":
            followed["room"] = site.known["room"] = 8
            next(iter(site.waiting["room"])).set()
        else:
            site.stop() if told[-1] else None

    scope = {"type": "http", "path": "/live/token/stream", "headers": []}
    asyncio.run(asyncio.wait_for(site(scope, receive, send), timeout=30))
    assert told == [b"", b"data: 7\n\n", b"data: 8\n\n", b""]


def test_a_phone_that_left_is_sent_nothing_more(followed):
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "path": "/live/token/stream", "headers": []}
    asyncio.run(asyncio.wait_for(live.Live()(scope, receive, send), timeout=30))
    assert [one for one in sent if one.get("more_body") is False] == []


def test_streams_end_before_the_server_waits_for_what_is_open(monkeypatch):
    order: list[str] = []

    async def rest(self: Any, sockets: Any = None) -> None:
        order.append("rest")

    monkeypatch.setattr(uvicorn.Server, "shutdown", rest)
    monkeypatch.setattr(asgi, "let_streams_end", lambda: order.append("streams"))
    asyncio.run(running.Server(uvicorn.Config(lambda: None)).shutdown())
    assert order == ["streams", "rest"]


def test_the_open_application_is_what_lets_streams_end(monkeypatch):
    site = live.Live()
    monkeypatch.setattr(asgi, "_live", site)
    asgi.let_streams_end()
    assert site.stopped


def test_ctrl_c_is_no_fault(monkeypatch):
    def stopped(self: Any) -> None:
        self.started = True
        raise KeyboardInterrupt

    monkeypatch.setattr(running.Server, "run", stopped)
    assert running.run("nothing:here") is None


def test_a_site_that_did_not_start_ends_with_a_status(monkeypatch):
    monkeypatch.setattr(running.Server, "run", lambda self: None)
    with pytest.raises(SystemExit) as end:
        running.run("nothing:here")
    assert end.value.code == 3


def test_from_its_start_a_site_keeps_nothing_compiled_that_a_full_disk_could_halve(monkeypatch):
    async def started(self, sockets=None):
        return None

    monkeypatch.setattr(uvicorn.Server, "startup", started)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    asyncio.run(running.Server(uvicorn.Config("nothing:here")).startup())
    assert sys.dont_write_bytecode is True
