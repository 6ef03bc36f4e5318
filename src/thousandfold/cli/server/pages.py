# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages on a few threads: in with the whole request, out with the answer, posts first.

Threads share one interpreter, so each hand-over between the network's thread and a page's
waits for whoever computes just then. Here a form is read before it takes a thread, so a phone
with a slow line holds up nobody, and a form that broke off on the way reaches no page at all;
an answer is given back in one piece, and only large ones travel in parts.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi import build_environ

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]

#: Forms up to this many bytes are read whole before a thread takes them; uploads are not.
WHOLE = 256 * 1024
#: Answers leave in parts of about this many bytes.
PART = 256 * 1024


@dataclass
class Answer:
    """What the pages' code said: status, headers, and what is still to be read."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: Iterable[bytes] = ()
    left: Iterator[bytes] = field(default_factory=lambda: iter(()))

    def start(self, status: str, headers: list[tuple[str, str]], _problem: Any = None) -> None:
        """WSGI's ``start_response``."""
        self.status = int(status.split(" ", 1)[0])
        self.headers = [
            (name.strip().lower().encode("latin1"), value.strip().encode("latin1"))
            for name, value in headers
        ]

    def part(self) -> tuple[bytes, bool]:
        """The next part of the body, and whether there may be more."""
        found = bytearray()
        for chunk in self.left:
            found += chunk
            if len(found) >= PART:
                return bytes(found), True
        return bytes(found), False

    def close(self) -> None:
        """Let the pages' code clean up."""
        getattr(self.body, "close", lambda: None)()


class Turns:
    """At most ``free`` pages at a time; what people send goes before what they look at."""

    def __init__(self, free: int) -> None:
        self.free = free
        self.posts: deque[asyncio.Future[None]] = deque()
        self.looks: deque[asyncio.Future[None]] = deque()

    async def take(self, *, post: bool) -> None:
        """Wait for a turn; every turn taken must be given back."""
        if self.free:
            self.free -= 1
            return
        mine = asyncio.get_running_loop().create_future()
        (self.posts if post else self.looks).append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if not mine.cancelled():
                self.give()
            raise

    def give(self) -> None:
        """Give a turn back: to the next who still waits, if there is one."""
        for line in (self.posts, self.looks):
            while line:
                waiting = line.popleft()
                if not waiting.done():
                    waiting.set_result(None)
                    return
        self.free += 1


class Pages:
    """Serves a WSGI application on ``threads`` threads."""

    def __init__(self, app: Any, threads: int) -> None:
        self.app = app
        self.turns = Turns(threads)
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="pages")
        self.uploads: Any = WSGIMiddleware(app, workers=threads)

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request; one that broke off on the way in is not answered at all."""
        if not _is_small(scope):
            await self.uploads(scope, receive, send)
            return
        body = await _whole(receive)
        if body is None:
            return
        environ = build_environ(scope, BytesIO(body))  # type: ignore[arg-type]
        post = scope["method"] == "POST"
        answer, part, more = await self._in_turn(self._answered, environ, post=post)
        await send(
            {"type": "http.response.start", "status": answer.status, "headers": answer.headers}
        )
        await send({"type": "http.response.body", "body": part, "more_body": more})
        while more:
            part, more = await self._in_turn(_next, answer)
            await send({"type": "http.response.body", "body": part, "more_body": more})

    def stop(self) -> None:
        """Take no more requests."""
        self.pool.shutdown(wait=False, cancel_futures=True)

    async def _in_turn(self, work: Callable[..., Any], given: Any, *, post: bool = False) -> Any:
        await self.turns.take(post=post)
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self.pool, copy_context().run, work, given)
        finally:
            self.turns.give()

    def _answered(self, environ: Any) -> tuple[Answer, bytes, bool]:
        answer = Answer()
        answer.body = self.app(environ, answer.start)
        answer.left = iter(answer.body)
        return (answer, *_next(answer))


def _next(answer: Answer) -> tuple[bytes, bool]:
    """The next part; after the last one, and when reading fails, the code cleans up."""
    more = False
    try:
        part, more = answer.part()
    finally:
        if not more:
            answer.close()
    return part, more


def _is_small(scope: dict[str, Any]) -> bool:
    """True when the length of the body is known and short."""
    headers = dict(scope["headers"])
    if b"transfer-encoding" in headers:
        return False
    length = headers.get(b"content-length", b"0")
    return length.isdigit() and int(length) <= WHOLE


async def _whole(receive: Receive) -> bytes | None:
    """The body; None when the line broke before its end."""
    found = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        found += message.get("body", b"")
        if not message.get("more_body", False):
            return bytes(found)
