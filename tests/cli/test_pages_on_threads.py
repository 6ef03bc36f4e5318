"""The bridge between the network and the pages: whole forms in, answers out, posts first."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from thousandfold.cli.server.pages import PART, WHOLE, Pages, Turns


def echo(environ: dict[str, Any], start: Any) -> list[bytes]:
    """An application that says back what it was sent."""
    start("201 Created", [("X-Way", environ["PATH_INFO"])])
    return [environ["REQUEST_METHOD"].encode(), b" ", environ["wsgi.input"].read()]


def scope(method: str = "POST", path: str = "/here/", **headers: str) -> dict[str, Any]:
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "http_version": "1.1",
        "headers": pairs,
    }


def asked(app: Any, one: dict[str, Any], *messages: dict[str, Any]) -> list[dict[str, Any]]:
    """What is sent back to a request that comes in as these messages."""
    sent: list[dict[str, Any]] = []
    waiting = list(messages)

    async def receive() -> dict[str, Any]:
        return waiting.pop(0)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    pages = Pages(app, 2)
    try:
        asyncio.run(pages(one, receive, send))
    finally:
        pages.stop()
    return sent


def body(data: bytes = b"", more: bool = False) -> dict[str, Any]:
    return {"type": "http.request", "body": data, "more_body": more}


def test_a_form_in_two_pieces_reaches_the_page_whole():
    sent = asked(echo, scope(content_length="6"), body(b"abc", more=True), body(b"def"))
    assert sent[0]["status"] == 201
    assert sent[0]["headers"] == [(b"x-way", b"/here/")]
    assert sent[1:] == [{"type": "http.response.body", "body": b"POST abcdef", "more_body": False}]


def test_a_form_that_broke_off_reaches_no_page():
    reached = []

    def page(environ: Any, start: Any) -> list[bytes]:
        reached.append(environ)
        return echo(environ, start)

    one = scope(content_length="6")
    assert asked(page, one, body(b"abc", more=True), {"type": "http.disconnect"}) == []
    assert reached == []


@pytest.mark.parametrize(
    "headers", [{"content_length": str(WHOLE + 1)}, {"transfer_encoding": "chunked"}]
)
def test_an_upload_is_read_by_the_page_itself(headers):
    piece = b"x" * WHOLE
    sent = asked(echo, scope(**headers), body(piece, more=True), body(b"y"))
    assert b"".join(one.get("body", b"") for one in sent) == b"POST " + piece + b"y"


class Long:
    """An answer in many pieces that notes when it was closed."""

    def __init__(self, pieces: int, breaks: bool = False) -> None:
        self.pieces, self.breaks, self.closed = pieces, breaks, 0

    def __call__(self, environ: Any, start: Any) -> Long:
        start("200 OK", [])
        return self

    def __iter__(self) -> Any:
        for _ in range(self.pieces):
            yield b"z" * 1000
        if self.breaks:
            raise OSError

    def close(self) -> None:
        self.closed += 1


def test_a_long_answer_leaves_in_parts_and_is_cleaned_up_once():
    answer = Long(pieces=3 * PART // 1000)
    sent = asked(answer, scope("GET"), body())[1:]
    assert len(sent) == 3
    assert [one["more_body"] for one in sent] == [True, True, False]
    assert sum(len(one["body"]) for one in sent) == answer.pieces * 1000
    assert answer.closed == 1


def test_an_answer_that_breaks_is_cleaned_up_and_not_ended_as_if_whole():
    answer = Long(pieces=PART // 1000 + 1, breaks=True)
    with pytest.raises(OSError):
        asked(answer, scope("GET"), body())
    assert answer.closed == 1


def test_posts_go_before_pages_that_waited_longer():
    order: list[str] = []

    async def come(turns: Turns, name: str) -> None:
        await turns.take(post=name.startswith("post"))
        order.append(name)
        await asyncio.sleep(0)
        turns.give()

    async def all_come() -> None:
        turns = Turns(1)
        await asyncio.gather(
            *(come(turns, one) for one in ("look 1", "look 2", "post 1", "post 2"))
        )
        assert turns.free == 1

    asyncio.run(all_come())
    assert order == ["look 1", "post 1", "post 2", "look 2"]


def test_who_stops_waiting_costs_nobody_a_turn():
    async def one_leaves() -> None:
        turns = Turns(1)
        await turns.take(post=False)
        leaving = asyncio.create_task(turns.take(post=True))
        staying = asyncio.create_task(turns.take(post=False))
        await asyncio.sleep(0)
        leaving.cancel()
        turns.give()
        await staying
        turns.give()
        assert turns.free == 1

    asyncio.run(one_leaves())


def test_who_leaves_at_the_moment_of_the_turn_gives_it_on():
    async def leaves_late() -> None:
        turns = Turns(1)
        await turns.take(post=False)
        leaving = asyncio.create_task(turns.take(post=True))
        await asyncio.sleep(0)
        turns.give()
        leaving.cancel()
        await asyncio.gather(leaving, return_exceptions=True)
        assert turns.free == 1

    asyncio.run(leaves_late())


def test_phones_on_a_slow_line_hold_up_nobody():
    sent: list[dict[str, Any]] = []

    async def never() -> dict[str, Any]:
        await asyncio.Event().wait()
        raise AssertionError

    async def receive() -> dict[str, Any]:
        return body()

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def one_beside_many() -> None:
        pages = Pages(echo, 2)
        slow = [asyncio.create_task(pages(scope(), never, send)) for _ in range(5)]
        await asyncio.sleep(0)
        await asyncio.wait_for(pages(scope("GET"), receive, send), timeout=30)
        for one in slow:
            one.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        pages.stop()

    asyncio.run(one_beside_many())
    assert [one["status"] for one in sent if "status" in one] == [201]


def test_no_more_pages_at_a_time_than_threads():
    at_once, most, lock = 0, 0, threading.Lock()
    open_door = threading.Event()

    def page(environ: Any, start: Any) -> list[bytes]:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        open_door.wait(0.02)
        with lock:
            at_once -= 1
        return echo(environ, start)

    async def receive() -> dict[str, Any]:
        return body()

    async def send(_message: dict[str, Any]) -> None:
        return None

    async def ten() -> None:
        pages = Pages(page, 2)
        await asyncio.gather(*(pages(scope("GET"), receive, send) for _ in range(10)))
        pages.stop()

    asyncio.run(ten())
    assert most == 2
