# SPDX-License-Identifier: AGPL-3.0-or-later
"""The live room: one watcher per process wakes the streams when a room's version rises.

A stream and a poll give the same thing, the number of the room's version; the
page then fetches itself. Authenticated by the signed token in the address.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from thousandfold.base.doorway.headers import complete
from thousandfold.exercises.live import room_of_token, versions_in_a_thread

EVERY = 0.25  # seconds between looks at the table of rooms
HEARTBEAT = 15.0  # seconds between lines that keep a quiet stream open

#: What goes with every answer of the site; these are never pages.
_PLAIN = {
    name.lower().encode(): value.encode() for name, value in complete({}, "text/plain").items()
}

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]


class Live:
    """Serves /live/<token>/stream and /live/<token>/version."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}
        self.waiting: dict[str, set[asyncio.Event]] = {}
        self.watcher: asyncio.Task[None] | None = None
        self.stopped = False

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request."""
        parts = scope["path"].strip("/").split("/")
        room = room_of_token(parts[1]) if len(parts) == 3 else None
        if room is None:
            await _reply(send, 404, b"This room is not here.", {})
        elif parts[2] == "stream":
            await self._stream(room, receive, send)
        else:
            await self._poll(room, scope, send)

    def stop(self) -> None:
        """Let every stream end."""
        self.stopped = True
        if self.watcher:
            self.watcher.cancel()
        for events in self.waiting.values():
            for event in events:
                event.set()

    async def _poll(self, room: str, scope: dict[str, Any], send: Send) -> None:
        version = self.known.get(room) if room in self.waiting else None
        if version is None:
            version = (await asyncio.to_thread(versions_in_a_thread, [room])).get(room, 0)
        tag = f'"{version}"'.encode()
        asked = dict(scope["headers"]).get(b"if-none-match")
        if asked == tag:
            await _reply(send, 304, b"", {b"etag": tag})
        else:
            await _reply(send, 200, str(version).encode(), {b"etag": tag})

    async def _stream(self, room: str, receive: Receive, send: Send) -> None:
        event = asyncio.Event()
        self.waiting.setdefault(room, set()).add(event)
        self._watch()
        gone = asyncio.create_task(_until_gone(receive))
        try:
            await _start(
                send, 200, {b"content-type": b"text/event-stream", b"x-accel-buffering": b"no"}
            )
            await self._tell(room, event, gone, send)
            if not gone.done():
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            gone.cancel()
            self._leave(room, event)

    async def _tell(
        self, room: str, event: asyncio.Event, gone: asyncio.Task[None], send: Send
    ) -> None:
        told = -1
        while not gone.done() and not self.stopped:
            event.clear()  # before looking: what comes while a line is sent wakes us again
            version = self.known.get(room)
            if version is not None and version != told:
                told = version
                await _line(send, f"data: {version}\n\n")
            woken = asyncio.create_task(event.wait())
            await asyncio.wait(
                {woken, gone}, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED
            )
            if not woken.done():
                woken.cancel()
                if not gone.done():
                    await _line(send, ": still here\n\n")

    def _leave(self, room: str, event: asyncio.Event) -> None:
        events = self.waiting.get(room, set())
        events.discard(event)
        if not events:
            self.waiting.pop(room, None)
            self.known.pop(room, None)

    def _watch(self) -> None:
        if self.watcher is None or self.watcher.done():
            self.watcher = asyncio.create_task(self._look())

    async def _look(self) -> None:
        while self.waiting and not self.stopped:
            found = await asyncio.to_thread(versions_in_a_thread, list(self.waiting))
            for room, version in found.items():
                if self.known.get(room) != version:
                    self.known[room] = version
                    for event in self.waiting.get(room, ()):
                        event.set()
            await asyncio.sleep(EVERY)


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _start(send: Send, status: int, headers: dict[bytes, bytes]) -> None:
    pairs = list({**_PLAIN, **headers}.items())
    await send({"type": "http.response.start", "status": status, "headers": pairs})


async def _line(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _reply(send: Send, status: int, body: bytes, headers: dict[bytes, bytes]) -> None:
    kind = {b"content-type": b"text/plain; charset=utf-8"}
    await _start(send, status, {**kind, **headers})
    await send({"type": "http.response.body", "body": body})
