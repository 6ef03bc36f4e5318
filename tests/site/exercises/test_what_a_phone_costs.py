"""What thirty phones at once ask of the laptop: few queries, one write, few bytes."""

from __future__ import annotations

import gzip

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.rooms import Round
from thousandfold.exercises import codes
from thousandfold.exercises.models import Place

MOST_BYTES = 14 * 1024


@pytest.fixture
def phone(round_: Round) -> Client:
    round_.starts(step="branches")
    Place.objects.filter(pk=round_.places[0].pk).update(
        device=codes.digest("token", "device"), entered_at=round_.at, seen_at=round_.at
    )
    client = Client()
    client.cookies["place"] = "token"
    return client


def queries_of(phone: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert phone.get("/room/", secure=True).status_code == 200
    return sum(one["sql"].startswith("SELECT") for one in queries)


@pytest.mark.parametrize("answers", [1, 3])
def test_a_prompt_page_asks_seven_things_however_much_was_answered(round_, phone, answers):
    for number in range(answers):
        round_.gives(1, "branches", words=f"value {number}")
    assert queries_of(phone) == 7


@pytest.mark.parametrize("secure", [True, False])
def test_a_prompt_page_is_small_on_the_line(round_, phone, secure):
    page = phone.get("/room/", {"door": "1"}, secure=secure).content
    assert b'name="run"' in page
    assert len(gzip.compress(page)) <= MOST_BYTES
