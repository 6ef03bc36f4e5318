"""The whole suite talks to this computer only (spec IN-7)."""

from __future__ import annotations

import smtplib
import socket
import sys
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from unittest.mock import patch

import pytest
from playwright.sync_api import Error

import sockets
from browser import chromium

#: Addresses that were set apart for examples: nobody has them (RFC 5737, 2606, 3849).
OUTSIDE = ("192.0.2.1", "198.51.100.7", "2001:db8::1", "example.invalid")


@pytest.fixture(autouse=True)
def forgotten():
    """What is tried on purpose here is no fault of the suite."""
    yield
    sockets.stopped.clear()


def events(host: str) -> list[tuple[Any, ...]]:
    """What Python asks before it talks to a host."""
    apart = socket.SOCK_STREAM
    with (
        socket.socket(socket.AF_INET, apart) as line,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sends,
    ):
        return [
            ("socket.connect", line, (host, 443)),
            ("socket.sendto", sends, (host, 53)),
            ("socket.gethostbyname", host),
        ]


def ways_out(hosts: tuple[str, ...] = OUTSIDE) -> list[str]:
    """Questions that nobody said no to. Nothing is really sent: only the asking is tried."""
    found = []
    for host in hosts:
        for event, *given in events(host):
            try:
                sys.audit(event, *given)
            except sockets.GoesOut:
                continue
            found.append(f"{event} {host}")
    return found


def test_nothing_leaves_this_computer():
    assert ways_out() == []


@pytest.mark.sabotage("test_nothing_leaves_this_computer")
def test_a_watch_that_sleeps_is_noticed():
    with patch.object(sockets, "is_here", lambda host: True):
        assert len(ways_out()) == 3 * len(OUTSIDE)


@pytest.mark.parametrize(
    "talks",
    [
        lambda: socket.create_connection(("192.0.2.1", 443), timeout=1),
        lambda: urllib.request.urlopen("http://example.invalid/", timeout=1),
        lambda: smtplib.SMTP("192.0.2.1", 25, timeout=1),
        lambda: socket.getaddrinfo("example.invalid", 443),
    ],
    ids=["a line", "a page", "a letter", "a name"],
)
def test_libraries_are_stopped_as_well(talks: Callable[[], Any]):
    with pytest.raises(OSError, match="tests talk to this computer only"):
        talks()


def test_a_refusal_that_was_swallowed_is_told_all_the_same():
    with suppress(Exception):
        socket.create_connection(("192.0.2.1", 443), timeout=1)
    assert sockets.stopped == ["socket.connect 192.0.2.1"]


def test_this_computer_can_be_talked_to():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
    assert sockets.stopped == []


@pytest.mark.browser
def test_the_browser_knows_nobody_outside():
    with chromium() as browser:
        page = browser.new_page()
        with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
            page.goto("http://example.invalid/")
        with pytest.raises(Error, match="ERR_"):
            page.goto("http://192.0.2.1/", timeout=3000)
