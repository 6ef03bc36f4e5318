"""Log lines say where something broke, and nothing that anybody wrote or holds."""

from __future__ import annotations

import io
import logging

import pytest
from django.test import Client, RequestFactory

from factories.calls import make_call, make_nomination
from thousandfold.base.running.quiet_logs import QuietFormatter

SECRET = "what-nobody-may-read"


def told(record: logging.LogRecord) -> str:
    return QuietFormatter("{levelname} {name} {message}", style="{").format(record)


def broken() -> logging.LogRecord:
    """A record of an exception that came from another, both of which quote what was written."""
    try:
        try:
            int(SECRET)
        except ValueError as first:
            raise LookupError(SECRET) from first
    except LookupError as problem:
        info = (type(problem), problem, problem.__traceback__)
    return logging.LogRecord("thousandfold", logging.ERROR, "", 0, "It broke", (), info)


@pytest.fixture
def console():
    """What the site's own log handler writes."""
    handler = next(
        one for one in logging.root.handlers if isinstance(one.formatter, QuietFormatter)
    )
    written = io.StringIO()
    before, handler.stream = handler.stream, written  # flushing none that a test has closed
    yield written
    handler.stream = before


def test_kinds_and_places_of_an_exception_are_said():
    said = told(broken())
    assert "builtins.LookupError" in said
    assert "which came from" in said and "builtins.ValueError" in said
    assert "test_quiet_logs.py" in said


def test_messages_of_exceptions_are_not():
    assert SECRET not in told(broken())


def test_the_usual_formatter_would_say_them():
    """The twin: without ours, the words stand in the log."""
    assert SECRET in logging.Formatter("{message}", style="{").format(broken())


def test_an_exception_that_comes_from_itself_comes_to_an_end():
    record = broken()
    problem = record.exc_info[1]
    problem.__cause__.__context__ = problem
    assert told(record).count("which came from") == 9


def test_an_address_that_no_route_claims_is_not_said():
    request = RequestFactory().get(f"/{SECRET}/?x={SECRET}")
    record = logging.LogRecord("django.request", 30, "", 0, "Not Found: %s", (request.path,), None)
    record.request = request
    assert told(record) == "WARNING django.request Not Found: /…"


def test_a_personal_link_that_is_refused_is_logged_as_its_route(here, console):
    key = make_nomination(make_call(here), state="sent").nominee_key
    assert Client().post(f"/nominated/{key}/change/", secure=True).status_code == 422
    assert "Unprocessable" in console.getvalue()
    assert "/nominated/<str:key>/change/" in console.getvalue()
    assert key not in console.getvalue()


def test_a_page_that_breaks_tells_neither_browser_nor_log_nor_mail(
    here, console, monkeypatch, settings, mailoutbox
):
    settings.ADMINS = [("Keeper", "keeper@host.example")]
    key = make_nomination(make_call(here), state="sent").nominee_key

    def breaks(*_args, **_kwargs):
        raise RuntimeError(f"{SECRET} {key}")

    monkeypatch.setattr("thousandfold.recruitment.views.public.story_rows", breaks)
    reply = Client(raise_request_exception=False).get(f"/nominated/{key}/", secure=True)
    assert reply.status_code == 500
    assert "builtins.RuntimeError" in console.getvalue()
    assert [
        one for one in (SECRET, key) if one in reply.content.decode() + console.getvalue()
    ] == []
    assert mailoutbox == []


def test_what_a_browser_sent_wrongly_is_named_by_its_kind():
    """Their message is the exception's: a host, a referring page, what stood in a form."""
    request = RequestFactory().get(f"/{SECRET}/")
    record = logging.LogRecord("django.security.csrf", 30, "", 0, "No: %s", (SECRET,), None)
    record.request = request
    assert told(record) == "WARNING django.security.csrf Refused: csrf"
