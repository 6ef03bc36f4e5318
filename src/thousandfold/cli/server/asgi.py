# SPDX-License-Identifier: AGPL-3.0-or-later
"""One process for everything: pages through WSGI, the live room without it.

A page costs a fifth less through WSGI than through Django's own ASGI handler, a
poll four times less on the raw path (docs/decisions/0004).
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thousandfold.settings.site")
# Small matrices: more threads would only wait for each other (docs/explanation/forest.md).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from django.core.wsgi import get_wsgi_application

wsgi = get_wsgi_application()

from thousandfold.cli.server import health  # noqa: E402
from thousandfold.cli.server.daily import Daily  # noqa: E402
from thousandfold.cli.server.errands import Errands  # noqa: E402
from thousandfold.cli.server.live import Live  # noqa: E402
from thousandfold.cli.server.pages import Pages  # noqa: E402

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]

THREADS = 4
_pages = Pages(wsgi, THREADS)
_live = Live()
_beside = (Daily(), Errands())


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """The one process of a laptop: it answers, and does by itself what is due."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send, _beside)
    else:
        await _answered(scope, receive, send)


async def one_of_many(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """One of several processes: it answers; their keeper does what is due."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send, ())
    else:
        await _answered(scope, receive, send)


async def _answered(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Answer a request on the road that suits it."""
    if scope["type"] != "http":
        return
    if scope["path"].startswith("/live/"):
        await _live(scope, receive, send)
    elif health.is_asked(scope["path"]):
        await health.health(scope, send)
    else:
        await _pages(scope, receive, send)


def let_streams_end() -> None:
    """The site is about to stop: whoever follows a room is let go."""
    _live.stop()


async def _lifespan(receive: Receive, send: Send, beside: tuple[Any, ...]) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            for one in beside:
                one.start()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            _live.stop()
            _pages.stop()
            for one in beside:
                one.stop()
            return
