# SPDX-License-Identifier: AGPL-3.0-or-later
"""Log lines that say where something broke and never what was in it.

An exception's message may quote what somebody wrote, and an address may hold the word that
opens somebody's own page. Both stay out: a line names the exception's kind and the code that
it came through, and the route instead of the address (docs/decisions/0082).
"""

from __future__ import annotations

import logging
import traceback
from typing import Any

#: What stands for an address that no route claims.
UNKNOWN = "/…"
#: Lines about what a browser sent wrongly: their messages are those of exceptions, and quote it.
SUSPECT = "django.security."


class QuietFormatter(logging.Formatter):
    """Formats a record without the messages of exceptions and without addresses."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, then the way that the exception took through the code, if there was one."""
        quiet = logging.makeLogRecord(record.__dict__)
        quiet.exc_text = None
        request = getattr(record, "request", None)
        if record.name.startswith(SUSPECT):
            quiet.msg, quiet.args = f"Refused: {record.name.removeprefix(SUSPECT)}", ()
        elif request is not None:
            said = record.getMessage()
            for address in {request.get_full_path(), request.path} - {"/"}:
                said = said.replace(address, route_of(request))
            quiet.msg, quiet.args = said, ()
        return super().format(quiet)

    def formatException(self, ei: Any) -> str:
        """Kinds and places of the exception and of those that it came from."""
        parts: list[str] = []
        problem: BaseException | None = ei[1]
        while problem is not None and len(parts) < 10:  # a chain may be a ring
            frames = "".join(traceback.format_tb(problem.__traceback__))
            parts.append(f"{frames}{type(problem).__module__}.{type(problem).__qualname__}")
            problem = problem.__cause__ or problem.__context__
        return "\nwhich came from\n".join(parts)


def route_of(request: Any) -> str:
    """The route that a request's address belongs to, without what stood in it."""
    match = getattr(request, "resolver_match", None)
    return UNKNOWN if match is None else f"/{match.route}"
