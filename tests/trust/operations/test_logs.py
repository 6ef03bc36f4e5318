"""Lines of the log for programs: whole, numbered by request, and without anybody's words."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from thousandfold.base.doorway import request_ids
from thousandfold.base.running.json_logs import JsonFormatter

CANARY = "what nobody may read"


@pytest.fixture
def lines() -> Iterator[list[dict]]:
    """What the log holds, once it is read; written as JSON while a test runs."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    logging.root.addHandler(handler)
    found: list[dict] = []

    class Read(list):
        def __call__(self) -> list[dict]:
            return [json.loads(line) for line in written.getvalue().splitlines()]

    yield Read(found)
    logging.root.removeHandler(handler)


def broken_page(lines, monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    """The log after a page broke on somebody's words."""
    from thousandfold.exercises.views import joining

    def break_down(*_given: object, **_named: object) -> HttpResponse:
        raise RuntimeError(CANARY)

    page = next(one for one in vars(joining).values() if getattr(one, "template_name", None))
    monkeypatch.setattr(page, "get", break_down)
    Client(raise_request_exception=False).get(f"/join/?code={CANARY}")
    return lines()


@pytest.mark.django_db
def test_a_broken_page_is_one_line_with_its_request_and_route(lines, monkeypatch) -> None:
    found = [one for one in broken_page(lines, monkeypatch) if one["level"] == "ERROR"]
    assert len(found) == 1
    line = found[0]
    assert line["status"] == 500 and line["page"] == "/join/" and len(line["request"]) == 32
    assert "RuntimeError" in line["said"]


def spoken(lines: list[dict]) -> list[dict]:
    """Lines that hold what somebody wrote."""
    return [one for one in lines if CANARY in json.dumps(one)]


@pytest.mark.django_db
def test_no_line_holds_what_somebody_wrote(lines, monkeypatch) -> None:
    assert spoken(broken_page(lines, monkeypatch)) == []


@pytest.mark.django_db
@pytest.mark.sabotage("test_no_line_holds_what_somebody_wrote")
def test_a_formatter_that_tells_is_noticed(lines, monkeypatch) -> None:
    monkeypatch.setattr(JsonFormatter, "formatException", logging.Formatter.formatException)
    assert spoken(broken_page(lines, monkeypatch))


def test_a_line_outside_of_requests_has_no_number() -> None:
    record = logging.LogRecord("thousandfold", logging.INFO, "", 0, "One\ntwo", (), None)
    line = JsonFormatter().format(record)
    assert "\n" not in line
    assert set(json.loads(line)) == {"at", "level", "from", "said"}


def numbered(**headers: str) -> str:
    """The number that an answer brings back."""
    answer = request_ids.middleware(lambda request: HttpResponse())
    return answer(RequestFactory().get("/", headers=headers))[request_ids.HEADER]


def test_each_request_has_a_number_of_its_own() -> None:
    assert numbered() != numbered()


def test_a_number_that_a_stranger_sends_is_not_taken() -> None:
    assert CANARY not in numbered(**{"x-request-id": CANARY})


def test_nothing_is_numbered_once_the_answer_is_given() -> None:
    numbered()
    assert request_ids.NOW.get() == ""
