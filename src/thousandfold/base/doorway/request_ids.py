# SPDX-License-Identifier: AGPL-3.0-or-later
"""A number for each request, so that lines of a log that belong together can be found.

It is made here and never taken from a header: what a stranger sends does not get into our
logs. It goes back with the answer, so that somebody can tell which of theirs broke.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from thousandfold.base.ids import uuid7

HEADER = "X-Request-Id"
#: The request that is answered just now; empty outside of one.
NOW: ContextVar[str] = ContextVar("NOW", default="")
Answer = Callable[[HttpRequest], HttpResponse]


def middleware(get_response: Answer) -> Answer:
    """Number the request and its answer."""

    def answer(request: HttpRequest) -> HttpResponse:
        token = NOW.set(uuid7().hex)
        try:
            response = get_response(request)
            response[HEADER] = NOW.get()
            return response
        finally:
            NOW.reset(token)

    return answer
