"""The character that no text holds never reaches the database."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import Client, RequestFactory

from thousandfold.base.doorway.middleware import no_nul


def through(request):
    """The request as the site gets to see it."""
    seen = []
    no_nul(lambda asked: seen.append(asked) or HttpResponse())(request)
    return seen[0]


def test_it_is_taken_out_of_the_question_in_an_address():
    asked = through(RequestFactory().get("/", {"q": ["a\0b", "c"], "page": "2"}))
    assert dict(asked.GET.lists()) == {"q": ["ab", "c"], "page": ["2"]}


def test_it_is_taken_out_of_what_is_posted():
    asked = through(RequestFactory().post("/", {"word": "a\0b"}))
    assert asked.POST["word"] == "ab"


def test_what_is_posted_without_it_stays_the_very_same():
    asked = RequestFactory().post("/", {"word": "ab"})
    sent = asked.POST
    assert through(asked).POST is sent


def test_an_address_with_it_is_nobodys(db):
    assert Client().get("/join/%00/").status_code == 404
