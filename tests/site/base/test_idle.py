"""A sign-in of staff ends after half an hour without a click, and nothing written is lost."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from factories.hosts import make_host, make_viewer
from factories.people import make_coalition
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import KeptPost
from thousandfold.base.scope import inside
from thousandfold.base.usecases.kept import LETTERS, MOST
from thousandfold.people.models import Organisation

HALF_AN_HOUR = 30 * 60
WORDS = 'They held "the strike" together & won.'


@pytest.fixture(autouse=True)
def _no_tries_counted_yet():
    """Limits of tries are counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def clock(monkeypatch):
    """The server's clock, to be moved on."""
    now = [time.time()]
    monkeypatch.setattr(time, "time", lambda: now[0])

    def passes(seconds):
        now[0] += seconds

    return passes


@pytest.fixture
def coalition(host):
    """A coalition that organisations can join."""
    with inside(host):
        return make_coalition(host)


def browser(viewer, **extra):
    client = Client(**extra)
    client.force_login(viewer.account)
    return client


def person(host, kind=RoleKind.STAFF, **more):
    return make_viewer(host, kind, email="ana@example.org", **more)


def is_in(client):
    return "_auth_user_id" in client.session


def sign_in(client, follow=None):
    """By the code from the mail; return where it leads."""
    more = {"next": follow} if follow else {}
    client.post("/account/sign-in/", {"email": "ana@example.org", **more})
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", mail.outbox[-1].body)[0]
    return client.post("/account/sign-in/code/", {"code": code, **more})


def home(host):
    return f"/h/{host.slug}/"


# who is signed out, and when


def test_half_an_hour_without_a_click_ends_it(host, clock):
    client = browser(person(host))
    assert client.get(home(host)).status_code == 200
    clock(HALF_AN_HOUR + 1)
    answer = client.get(home(host))
    assert answer["Location"] == f"/account/sign-in/?next={home(host)}"
    assert not is_in(client)
    assert "Half an hour went by" in client.get(answer["Location"]).content.decode()


def test_every_click_begins_the_half_hour_anew(host, clock):
    client = browser(person(host))
    for _ in range(6):
        clock(HALF_AN_HOUR - 61)
        assert client.get(home(host)).status_code == 200


@pytest.mark.parametrize("kind", [RoleKind.ADMINISTRATOR, RoleKind.STAFF, RoleKind.COMMITTEE])
def test_whoever_reads_about_others_is_limited(host, clock, kind):
    client = browser(person(host, kind))
    clock(HALF_AN_HOUR + 1)
    client.get("/")
    assert not is_in(client)


@pytest.mark.parametrize("kind", [RoleKind.MEMBER, RoleKind.FACILITATOR])
def test_members_and_who_leads_in_the_room_stay_for_hours(host, clock, kind):
    client = browser(person(host, kind, subject=uuid4()))
    for _ in range(4):
        clock(2 * 60 * 60)
        assert client.get(home(host)).status_code == 200


def test_in_the_demo_region_nobody_is_signed_out(db, clock):
    host = make_host("demo-land", is_demo=True)
    client = browser(person(host))
    clock(HALF_AN_HOUR + 1)
    assert client.get(home(host)).status_code == 200


@pytest.mark.parametrize("name", ["localhost:8000", "127.0.0.1:8000"])
def test_at_the_computer_that_serves_its_own_lock_is_the_lock(host, clock, name):
    client = browser(person(host), headers={"host": name})
    clock(HALF_AN_HOUR + 1)
    assert client.get(home(host)).status_code == 200


@pytest.mark.parametrize(
    "extra",
    [
        {"headers": {"host": "192.168.1.7:8000"}, "REMOTE_ADDR": "192.168.1.20"},
        {"headers": {"host": "localhost:8000"}, "REMOTE_ADDR": "192.168.1.20"},
        {"headers": {"host": "localhost:8000", "x-forwarded-for": "10.0.0.9"}},
    ],
)
def test_over_the_rooms_network_or_a_proxy_it_is_not(host, clock, extra):
    client = browser(person(host), **extra)
    clock(HALF_AN_HOUR + 1)
    client.get(home(host))
    assert not is_in(client)


def test_an_ended_sign_in_cannot_be_used_again(host, clock):
    client = browser(person(host))
    old = client.cookies["sessionid"].value
    clock(HALF_AN_HOUR + 1)
    client.get(home(host))
    again = Client()
    again.cookies["sessionid"] = old
    clock(-HALF_AN_HOUR)
    assert again.get(home(host)).status_code == 302


def test_clicks_are_noted_once_a_minute_and_not_each_time(
    host, clock, django_assert_max_num_queries
):
    client = browser(person(host))
    client.get("/help/")
    clock(10)
    with django_assert_max_num_queries(2) as queries:
        client.get("/help/")
    assert not any("UPDATE" in one["sql"] for one in queries.captured_queries)


# what was being written


def writes(client, host, **more):
    """A form that asks for some writing, sent."""
    typed = {"name": "Local 19", "sector": "union", "legal_form": "501c5", "base_words": WORDS}
    return client.post(f"/h/{host.slug}/organisations/new/", {**typed, **more})


def kept_page(client):
    return client.get("/account/kept/")


@pytest.fixture
def late(host, clock, coalition):
    """Staff whose form came too late."""
    client = browser(person(host))
    clock(HALF_AN_HOUR + 1)
    answer = writes(client, host, once="abc")
    assert answer["Location"] == "/account/sign-in/?next=/account/kept/"
    return client


def resend(client):
    """Press the button of the kept page."""
    html = kept_page(client).content.decode()
    form = html.split("<form")[-2]
    fields = {}
    for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form):
        fields.setdefault(name, []).append(unescape(value))
    address = re.search(r'action="([^"]+)"', form)[1]
    return client.post(address, fields)


def test_after_signing_in_again_one_stands_before_what_one_wrote(host, late):
    answer = sign_in(late, "/account/kept/")
    assert answer["Location"] == "/account/kept/"
    assert (
        "They held &quot;the strike&quot; together &amp; won." in kept_page(late).content.decode()
    )


def test_one_press_sends_it_as_it_was(host, late):
    sign_in(late, "/account/kept/")
    assert resend(late).status_code == 302
    with inside(host):
        made = Organisation.objects.get(name="Local 19")
    assert made.base_words == WORDS
    assert not KeptPost.objects.exists()


def test_it_can_be_forgotten(host, late):
    sign_in(late)
    answer = late.post("/account/kept/", {"forget": str(KeptPost.objects.get().pk)})
    assert answer["Location"] == f"/h/{host.slug}/organisations/new/"
    assert kept_page(late)["Location"] == "/"


def test_nobody_else_who_signs_in_there_reads_it(host, late):
    late.force_login(make_viewer(host, RoleKind.STAFF, email="bo@example.org").account)
    assert kept_page(late)["Location"] == "/"
    late.post("/account/kept/", {"forget": str(KeptPost.objects.get().pk)})
    assert KeptPost.objects.exists()


def test_it_is_unreadable_in_the_database(late):
    with connection.cursor() as cursor:
        cursor.execute("SELECT fields FROM base_keptpost")
        assert "strike" not in cursor.fetchone()[0]


def test_a_second_window_keeps_too(host, clock, coalition):
    client = browser(person(host))
    clock(HALF_AN_HOUR + 1)
    client.get(home(host))
    assert writes(client, host)["Location"].endswith("/account/kept/")


def test_who_never_signed_in_here_keeps_nothing(host, coalition):
    assert "kept" not in writes(Client(), host)["Location"]
    assert not KeptPost.objects.exists()


def test_who_signed_out_themselves_keeps_nothing(host, coalition):
    client = browser(person(host))
    client.post("/account/sign-out/")
    writes(client, host)
    assert not KeptPost.objects.exists()


def test_more_than_we_keep_is_not_kept(host, clock, coalition):
    client = browser(person(host))
    clock(HALF_AN_HOUR + 1)
    answer = writes(client, host, base_words="x" * (LETTERS + 1))
    assert "kept" not in answer["Location"]


def test_only_the_newest_few_are_kept(host, clock, coalition):
    client = browser(person(host))
    clock(HALF_AN_HOUR + 1)
    for number in range(MOST + 3):
        writes(client, host, base_words=f"number {number}")
    assert KeptPost.objects.count() == MOST
    assert ["base_words", [f"number {MOST + 2}"]] in KeptPost.objects.first().fields


def test_after_a_day_it_is_gone(host, late):
    KeptPost.objects.update(at=timezone.now() - timedelta(days=1, minutes=1))
    sign_in(late)
    assert kept_page(late)["Location"] == "/"


def test_a_refused_resend_keeps_it(host, late):
    sign_in(late)
    kept = KeptPost.objects.get()
    answer = writes(late, host, name="", kept=str(kept.pk))
    assert answer.status_code == 422
    assert KeptPost.objects.exists()
