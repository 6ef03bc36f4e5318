# SPDX-License-Identifier: AGPL-3.0-or-later
"""Running the site, and stopping it without a word: open phones are no fault."""

from __future__ import annotations

import contextlib
import sys
from typing import Any

import uvicorn
from uvicorn.supervisors import multiprocess


class Server(uvicorn.Server):
    """Lets the room's open streams end first; else each would be cut off with a traceback."""

    async def startup(self, *given: Any, **named: Any) -> None:
        """Begin to answer.

        From here on nothing compiled is kept beside the code: on a full disk Python leaves half
        a file there and cannot read it again, even when there is room (docs/decisions/0124).
        """
        sys.dont_write_bytecode = True
        await super().startup(*given, **named)

    async def shutdown(self, *given: Any, **named: Any) -> None:
        """End the streams, then stop as usual."""
        from thousandfold.cli.server.asgi import let_streams_end

        let_streams_end()
        await super().shutdown(*given, **named)


def run(application: str, **settings: Any) -> None:
    """Serve until Ctrl+C. ``settings`` are those of ``uvicorn.Config``.

    Raises:
        SystemExit: with status 3, when the site did not start.
    """
    server = Server(uvicorn.Config(application, **settings))
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        raise SystemExit(3)


class Process(multiprocess.Process):
    """One of several server processes, with a server that lets streams end."""

    @property
    def server(self) -> uvicorn.Server:
        """Ours, made in the process itself."""
        if self._server is None:
            self._server = Server(self.config)
        return self._server


class Several(multiprocess.Multiprocess):
    """Keeps several server processes alive on one socket."""

    def run(self) -> None:
        """Serve until told to stop."""
        multiprocess.Process = Process  # type: ignore[misc]  # the library asks for no other
        super().run()
