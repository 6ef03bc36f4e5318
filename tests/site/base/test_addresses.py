"""Links in messages lead to where the site is served when they are read or sent."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from factories.calls import make_call
from factories.hosts import AT
from thousandfold.base import site
from thousandfold.base.models import Message
from thousandfold.base.usecases.messages import change_message, draft_message, send_message
from thousandfold.pages.demo import call as demo_call

BODY = "Hello,\n\nyour page:\n\n{site}/nominated/abc/\n"


@pytest.fixture(autouse=True)
def _as_before(monkeypatch):
    """No server runs in this process, and no network is asked."""
    monkeypatch.setattr(site, "_served", site.USUAL)
    monkeypatch.setattr(site, "network_address", lambda: "192.168.1.7")


@pytest.fixture
def draft(here):
    """A draft with a link."""
    return draft_message(host=here, to="a@example.org", subject="Yours", body=BODY, at=AT)


@pytest.mark.parametrize(
    ("served", "said"),
    [
        (("http", "0.0.0.0", 8406), "http://192.168.1.7:8406"),
        (("http", "127.0.0.1", 8406), "http://localhost:8406"),
        (("https", "0.0.0.0", 443), "https://192.168.1.7"),
        (("http", "10.1.2.3", 80), "http://10.1.2.3"),
    ],
)
def test_the_address_is_the_one_the_server_listens_on(served, said):
    site.now_served(*served)
    assert site.site_address() == said


def test_without_a_network_it_is_the_computers_own(monkeypatch):
    monkeypatch.setattr(site, "network_address", lambda: "")
    site.now_served("http", "0.0.0.0", 8406)
    assert site.site_address() == "http://localhost:8406"


def test_a_public_address_that_was_set_comes_first(settings, rf):
    settings.ADDRESS = "https://host.example"
    site.now_served("http", "0.0.0.0", 8406)
    assert site.site_address() == "https://host.example"
    assert site.reachable(rf.get("/"), "/join/") == "https://host.example/join/"


def test_a_message_is_read_with_the_address_of_the_moment(draft, staff_client):
    page = f"/h/south-bay/outbox/{draft.pk}/"
    for port in (8406, 9000):
        site.now_served("http", "0.0.0.0", port)
        assert (
            f"http://192.168.1.7:{port}/nominated/abc/" in staff_client.get(page).content.decode()
        )
    assert "{site}" not in staff_client.get(page).content.decode()


def test_a_message_is_sent_with_the_address_of_the_moment(draft, staff):
    site.now_served("http", "0.0.0.0", 8406)
    send_message(viewer=staff, message=draft, at=AT)
    assert "http://192.168.1.7:8406/nominated/abc/" in mail.outbox[0].body


def test_a_changed_draft_still_follows_the_address(draft, staff, staff_client):
    site.now_served("http", "0.0.0.0", 8406)
    typed = draft.words.replace("Hello", "Dear Ana")
    was = (draft.subject, draft.words)
    change_message(viewer=staff, message=draft, was=was, subject="Yours", body=typed, at=AT)
    site.now_served("http", "0.0.0.0", 9000)
    assert Message.objects.get().words.startswith("Dear Ana")
    assert "http://192.168.1.7:9000/nominated/abc/" in Message.objects.get().words


def test_a_nomination_by_the_public_page_writes_such_a_letter(here):
    call = make_call(here, closes_on=AT.date().replace(year=AT.year + 100))
    typed = {
        "name": "Lan Nguyễn",
        "email": "lan@example.org",
        "organisation": "SOMOS",
        "sector": "community",
        "post": "community",
        "change": "Night buses",
        "nominator_name": "Maria Torres",
    }
    Client().post(f"/nominate/{call.link}/", typed)
    assert "{site}/nominated/" in Message.objects.get().body


def test_the_demo_region_names_no_address_of_its_own():
    assert not hasattr(demo_call, "SITE")
