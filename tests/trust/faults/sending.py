"""Sending a form, and what came of it."""

from __future__ import annotations

from typing import Any

from trust.faults.forms import Sending


def sent(one: Sending) -> Any:
    """The answer to a post, whatever happens inside."""
    one.person.client.raise_request_exception = False
    return one.person.client.post(one.action, one.body(), secure=True)


def said(reply: Any) -> tuple[int, str]:
    """What an answer comes to."""
    return reply.status_code, reply.headers.get("Location", "")


def acted(reply: Any) -> bool:
    """True for a post that was taken."""
    refused = getattr(reply.wsgi_request, "was_refused", False)
    return reply.status_code in (302, 303) and not refused
