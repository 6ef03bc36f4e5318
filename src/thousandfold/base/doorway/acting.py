# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the request at hand has done so far, for whatever goes wrong after it.

A use case leaves a line in the trail inside its transaction; there the form's key is marked,
and once the transaction is committed the request knows that its act is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from thousandfold.base.doorway import once


@dataclass
class Acting:
    """One request: whether it only looks, the key it holds, and whether it did something."""

    looks: bool
    claim: once.Claim | None = None
    kept: bool = False

    def keep(self) -> None:
        """The act is committed."""
        self.kept = True

    @property
    def acted(self) -> bool:
        """Whether it did something that is kept, whatever goes wrong from now on."""
        return self.kept


_NOW: ContextVar[Acting | None] = ContextVar("acting", default=None)


def now() -> Acting | None:
    """The request that this thread answers; None in commands and tests of use cases."""
    return _NOW.get()


@contextmanager
def acting(looks: bool) -> Iterator[Acting]:
    """Answer one request."""
    made = Acting(looks)
    token = _NOW.set(made)
    try:
        yield made
    finally:
        _NOW.reset(token)


def note_act() -> None:
    """An act is being written: call it inside its transaction.

    Raises:
        once.Overtaken: when another attempt of the same post took over.
    """
    here = _NOW.get()
    if here is None:
        return
    if here.claim is not None:
        once.mark(here.claim)
    transaction.on_commit(here.keep)


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> object:
    """Middleware, outside of all that writes: each request is one act or one look."""

    def answer(request: HttpRequest) -> HttpResponse:
        with acting(looks=request.method in ("GET", "HEAD", "OPTIONS")) as here:
            request.acting = here  # type: ignore[attr-defined]
            return get_response(request)

    return answer
