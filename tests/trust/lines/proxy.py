"""A bad line between a phone and the site, on this computer: our own, as there is no other here.

It delays connections, bytes and lost packets by a profile, and does to single posts what bad
lines do. It counts what crosses it.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import threading
from dataclasses import dataclass
from typing import Any

from trust.lines.lane import PERFECT, Lane, Profile

#: What can become of a post: lost on its way; taken, its reply lost, or cut in the middle;
#: taken by a connection that never says a word.
FATES = ("request lost", "reply lost", "reply cut", "half open")
REFERER = re.compile(rb"\r\nReferer: https?://[^/\r]+([^\r]*)", re.I)
METHODS = (b"GET ", b"POST ", b"HEAD ")
#: So many bytes are missing of a reply that is cut.
CUT = 10


@dataclass
class Exchange:
    """One request and its answer, in bytes; ``line`` numbers the connection.

    ``asked_by`` is the path of what wanted it, as far as the browser says.
    """

    line: int
    method: str
    path: str
    asked_by: str = ""
    up: int = 0
    down: int = 0


class Proxy:
    """Listens on a port of its own and passes on to the site's.

    ``fate`` is that of every post until it is taken away: browsers send a post again by
    themselves when a connection that they had used before is reset under it.
    """

    def __init__(self, site: int, profile: Profile = PERFECT) -> None:
        self.site, self.profile = site, profile
        self.down_lane = Lane(profile.down, profile.round_trip, profile.loss)
        self.up_lane = Lane(profile.up, profile.round_trip, profile.loss)
        self.fate = ""
        self.exchanges: list[Exchange] = []
        self.lines = 0
        self.gone = False
        self.suffered = threading.Semaphore(0)
        self.open: dict[asyncio.Task[None], Any] = {}
        self.loop = asyncio.new_event_loop()
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()
        self.ready.wait()

    def __enter__(self) -> Proxy:
        return self

    def __exit__(self, *_problem: Any) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self.loop).result()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def goes(self) -> None:
        """From now on nothing comes through: whoever asks waits."""
        self.gone = True

    def comes_back(self) -> None:
        """What waited is broken off, as after a change of network; what is new goes through."""
        self.gone = False
        asyncio.run_coroutine_threadsafe(self._end(stays=True), self.loop).result()

    def waits_for_fate(self) -> None:
        """Until a post met its fate."""
        assert self.suffered.acquire(timeout=60)

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.server = self.loop.run_until_complete(
            asyncio.start_server(self._meets, "127.0.0.1", 0)
        )
        self.port = self.server.sockets[0].getsockname()[1]
        self.ready.set()
        self.loop.run_forever()

    async def _end(self, *, stays: bool = False) -> None:
        if not stays:
            self.server.close()
        tasks = dict(self.open)
        for one in tasks:
            one.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for writer in tasks.values():  # also of tasks that were ended before their first step
            writer.transport.abort()

    def _meets(self, reader: Any, writer: Any) -> None:
        task = self.loop.create_task(self._crosses(reader, writer))
        self.open[task] = writer
        task.add_done_callback(self.open.pop)

    async def _crosses(self, reader: Any, writer: Any) -> None:
        self.lines += 1
        try:
            await _Crossing(self, self.lines, reader, writer).goes_on()
        except EOFError:
            pass  # a goodbye in the middle of a reply
        except (OSError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()


class _Crossing:
    """One connection through the line."""

    def __init__(self, proxy: Proxy, number: int, reader: Any, writer: Any) -> None:
        self.proxy, self.number = proxy, number
        self.reader, self.writer = reader, writer
        self.exchange: Exchange | None = None
        self.fate = ""

    async def goes_on(self) -> None:
        """Until either side has had enough."""
        profile = self.proxy.profile
        await asyncio.sleep(profile.handshakes * profile.round_trip)
        there, site = await _connected(self.proxy.site)
        ways = [
            asyncio.create_task(self._way(self.reader, site, self.proxy.up_lane, up=True)),
            asyncio.create_task(self._way(there, self.writer, self.proxy.down_lane, up=False)),
        ]
        try:
            done, _waiting = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for one in done:
                one.result()
        finally:
            for one in ways:
                one.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            site.transport.abort()

    async def _way(self, source: Any, target: Any, lane: Lane, *, up: bool) -> None:
        parts: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        carrier = asyncio.create_task(self._carry(parts, target))
        clock = asyncio.get_running_loop().time
        try:
            while part := await source.read(PART):
                self._count(part, up=up)
                part = await self._suffers(part, up=up)
                if part:
                    parts.put_nowait((lane.arrives(clock(), len(part)), part))
            await parts.join()
        finally:
            carrier.cancel()
            await asyncio.gather(carrier, return_exceptions=True)

    async def _carry(self, parts: Any, target: Any) -> None:
        clock = asyncio.get_running_loop().time
        while True:
            due, part = await parts.get()
            await asyncio.sleep(max(0, due - clock()))
            while self.proxy.gone:
                await asyncio.sleep(0.02)
            target.write(part)
            await target.drain()
            parts.task_done()

    def _count(self, part: bytes, *, up: bool) -> None:
        if up and part.startswith(METHODS):
            method, path, *_rest = part.split(b" ", 2)
            self.exchange = Exchange(self.number, method.decode(), path.decode(), _referer(part))
            self.proxy.exchanges.append(self.exchange)
            self.fate = ""
            if method == b"POST":
                self.fate = self.proxy.fate
        if self.exchange and up:
            self.exchange.up += len(part)
        elif self.exchange:
            self.exchange.down += len(part)

    async def _suffers(self, part: bytes, *, up: bool) -> bytes:
        """What is left of a part under the fate of its post; a broken line ends with a reset."""
        if self.fate == "request lost" and up:
            self._broken()
        if self.fate == "half open" and up:
            self.proxy.suffered.release()
            self.fate = "silence"
        if self.fate == "silence":
            return b""
        if self.fate == "reply lost" and not up:
            self._broken()
        if self.fate == "reply cut" and not up:
            self.writer.write(part[:-CUT])
            await self.writer.drain()
            self.proxy.suffered.release()
            raise EOFError
        return part

    def _broken(self) -> None:
        self.proxy.suffered.release()
        raise ConnectionResetError


async def _connected(port: int) -> tuple[Any, Any]:
    """Both ends of a connection to the site; one that comes too late is not left open."""
    opening = asyncio.ensure_future(asyncio.open_connection("127.0.0.1", port))
    try:
        return await asyncio.shield(opening)
    except asyncio.CancelledError:
        with contextlib.suppress(OSError):
            (await opening)[1].transport.abort()
        raise


def _referer(head: bytes) -> str:
    found = REFERER.search(head)
    return found[1].decode() if found else ""


#: Bytes read at once; small, so that a slow line is shared.
PART = 4096
