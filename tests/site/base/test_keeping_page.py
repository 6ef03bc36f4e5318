"""The page that says how long things are kept, and the server's daily look."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from factories.calls import make_call, make_nominees
from factories.hosts import make_viewer
from thousandfold.base.choices import RoleKind
from thousandfold.base.keeping.retention import CLOCKS
from thousandfold.base.models import Host
from thousandfold.base.scope import inside
from thousandfold.cli.server import daily


def text_for(viewer):
    client = Client()
    client.force_login(viewer.account)
    return client.get(f"/h/{viewer.host.slug}/host/keeping/").content.decode()


@pytest.fixture
def stale(host):
    """Three nominees of a call that nobody decided for two years."""
    long_ago = timezone.now().date() - timedelta(days=700)
    with inside(host):
        call = make_call(host, opens_on=long_ago, closes_on=long_ago)
        make_nominees(call, 3)
    return call


def test_staff_read_every_term_and_how_many_are_due(host, stale):
    text = unescape(text_for(make_viewer(host, RoleKind.STAFF)))
    assert [one.key for one in CLOCKS if str(one.sentence) not in text] == []
    assert '<td class="number" data-label="Due now">3</td>' in text


def test_members_read_the_terms_and_no_counts(host, stale):
    text = text_for(make_viewer(host, RoleKind.MEMBER, subject=uuid4()))
    assert "90 days after the decision" in text
    assert "Due now" not in text


def test_the_servers_look_deletes_what_was_due_a_day_ago(host, stale, monkeypatch):
    monkeypatch.setattr(daily, "close_old_connections", lambda: None)
    monkeypatch.setattr(daily.connection, "close", lambda: None)
    monkeypatch.setattr(daily, "_leave_no_copy", lambda: None)
    assert daily.look_once() == {}
    Host.objects.update(looked_over_at=timezone.now() - timedelta(days=1))
    assert daily.look_once() == {"undecided": 3}


def test_a_database_that_does_not_answer_stops_nothing(db, monkeypatch):
    def away(at):
        raise OperationalError("database is locked")

    monkeypatch.setattr(daily, "look_over_every_host", away)
    monkeypatch.setattr(daily, "close_old_connections", lambda: None)
    monkeypatch.setattr(daily.connection, "close", lambda: None)
    assert daily.look_once() == {}


def test_the_server_looks_when_it_starts_and_again_and_stops_with_it(monkeypatch):
    looked = []
    monkeypatch.setattr(daily, "EVERY", 0.01)
    monkeypatch.setattr(daily, "look_once", lambda: looked.append(1))

    async def live():
        one = daily.Daily()
        one.start()
        while len(looked) < 2:
            await asyncio.sleep(0.01)
        one.stop()
        await asyncio.gather(one.task, return_exceptions=True)
        return one.task.cancelled()

    assert asyncio.run(live()) is True
