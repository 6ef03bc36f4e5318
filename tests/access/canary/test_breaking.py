"""A page that breaks tells nobody what was in it: no answer, no log line, no mail.

Every address is made to break, asked and sent to, with words in its address, in what is sent and
in the message of what it breaks with.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings as configured
from django.core import mail
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.handlers.base import BaseHandler
from django.db import IntegrityError, OperationalError, transaction
from django.http import Http404
from django.template.response import SimpleTemplateResponse
from django.test import Client, override_settings
from django.utils.log import AdminEmailHandler

from access.asking import answer, cases
from access.canary.traces import Hearing
from access.world import World
from promises.addresses import every_address

pytestmark = pytest.mark.django_db

#: What the exception says, and what is asked with: that may stand on the page, but in no log.
WORD, ASKED = "zqbroken", "zqasked"
MESSAGE = f"Key (email)=({WORD}@x.example) already exists"
BREAKS: list[Callable[[], Exception]] = [
    lambda: RuntimeError(MESSAGE),
    lambda: IntegrityError(MESSAGE),
    lambda: OperationalError(f"database or disk is full {WORD}"),
    lambda: PermissionDenied(MESSAGE),
    lambda: SuspiciousOperation(MESSAGE),
    lambda: Http404(MESSAGE),
    lambda: UnicodeDecodeError("utf-8", WORD.encode(), 0, 1, WORD),
]


@contextmanager
def breaking(makes: Callable[[], Exception]) -> Iterator[None]:
    """Every view breaks, in the midst of what it holds."""

    def broken(_handler: Any, _view: Any) -> Any:
        def view(request: Any, *args: Any, **kwargs: Any) -> Any:
            story = f"{request.POST} {WORD}"
            try:
                raise KeyError(story)
            except KeyError as first:
                raise makes() from first

        return view

    with patch.object(BaseHandler, "make_view_atomic", broken):
        yield


@contextmanager
def breaking_while_painted() -> Iterator[None]:
    """Pages break when they are painted, with everything there is to see in their hands."""

    def content(_reply: Any) -> str:
        raise RuntimeError(MESSAGE)

    with patch.object(SimpleTemplateResponse, "rendered_content", property(content)):
        yield


def paths(world: World) -> list[tuple[str, str]]:
    """Every address once, by its name."""
    found = [(one, next(cases(one, world))) for one in every_address()]
    return [(one.name, case.path) for one, case in found if case.path]


def told_by(world: World, ways: list[tuple[str, str]]) -> list[str]:
    """Where the word came out, and where nothing broke though it should."""
    lines: list[str] = []
    hearing = Hearing(lines)
    logging.root.addHandler(hearing)
    staff = world.lookers["staff"]
    staff.client.raise_request_exception = False
    found = []
    try:
        for name, path in ways:
            for method in ("GET", "POST"):
                asked = f"{path}?note={ASKED}" if method == "GET" else path
                _word, reply = answer(staff, method, name, asked, {"note": ASKED})
                found += [f"{method} {name}: {one}" for one in _told(reply, lines)]
                lines.clear()
    finally:
        logging.root.removeHandler(hearing)
    return found


def _told(reply: Any, lines: list[str]) -> Iterator[str]:
    body = b"".join(reply.streaming_content) if reply.streaming else reply.content
    if WORD.encode() in body or "Traceback" in body.decode("utf-8", "replace"):
        yield f"its page of {reply.status_code}"
    if {WORD, ASKED} & set(re.findall(r"zq\w+", "".join(lines))):
        yield "the log"
    for one in mail.outbox:
        yield f"a mail: {one.subject[:20]}"
    mail.outbox.clear()


def test_a_page_that_breaks_says_nothing_of_what_was_in_it(world: World) -> None:
    with breaking(BREAKS[0]), override_settings(ADMINS=[("Keeper", "keeper@x.example")]):
        assert told_by(world, paths(world)) == []


def test_every_address_does_break(world: World) -> None:
    """Otherwise the test above looked at pages that work."""
    nobody = Client(raise_request_exception=False)
    shut = []
    with breaking(BREAKS[0]), transaction.atomic():
        for name, path in paths(world):
            looker = nobody if not path.startswith("/h/") else world.lookers["staff"].client
            if looker.get(path, secure=True).status_code < 500:
                shut.append(name)
    assert shut == []


@pytest.mark.parametrize("makes", BREAKS, ids=lambda makes: type(makes()).__name__)
def test_whatever_it_breaks_with_says_nothing(world: World, makes: Callable[[], Exception]) -> None:
    some = paths(world)[::12]
    assert len(some) > 10
    with breaking(makes):
        assert told_by(world, some) == []


def test_a_page_that_breaks_while_it_is_painted_says_nothing(world: World) -> None:
    with breaking_while_painted():
        assert told_by(world, paths(world)) == []


# --- the twins --------------------------------------------------------------------------


@pytest.mark.sabotage("test_a_page_that_breaks_says_nothing_of_what_was_in_it")
def test_pages_for_developers_are_seen(world: World) -> None:
    with breaking(BREAKS[0]), override_settings(DEBUG=True):
        found = told_by(world, paths(world)[:8])
    assert [one for one in found if one.endswith("its page of 500")]


@pytest.mark.sabotage("test_whatever_it_breaks_with_says_nothing")
def test_log_lines_with_messages_are_seen(world: World) -> None:
    loud = {"format": "{asctime} {message}", "style": "{"}
    logs = {**configured.LOGGING, "formatters": {"line": loud}}
    with breaking(BREAKS[1]), override_settings(LOGGING=logs):
        found = told_by(world, paths(world)[:8])
    assert [one for one in found if one.endswith("the log")]


@pytest.mark.sabotage("test_a_page_that_breaks_says_nothing_of_what_was_in_it")
def test_mails_about_broken_pages_are_seen(world: World) -> None:
    posts = AdminEmailHandler()
    logging.root.addHandler(posts)
    try:
        with breaking(BREAKS[0]), override_settings(ADMINS=[("Keeper", "keeper@x.example")]):
            found = told_by(world, paths(world)[:3])
    finally:
        logging.root.removeHandler(posts)
    assert [one for one in found if "a mail" in one]
