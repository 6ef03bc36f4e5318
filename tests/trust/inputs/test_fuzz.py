"""Forms sent with values that nobody expects never break the site (spec IN-1, IN-2; decision 0098)."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import include, path

from thousandfold.base.permissions import PUBLIC
from trust.inputs.answering import ways
from trust.inputs.forms_found import Field, Found, forms_of
from trust.inputs.fuzzing import Fuzzer

pytestmark = pytest.mark.django_db
NIGHT = os.environ.get("THOUSANDFOLD_NIGHT") == "1"
CASES = 50_000 if NIGHT else 3_000
ADDRESSES = 20_000 if NIGHT else 2_000


@pytest.fixture(scope="module")
def ground(world) -> tuple[list[Found], set[str]]:
    """Every form of the site, and the words that its addresses ask with."""
    return forms_of(world)


def test_no_form_breaks_whatever_is_sent(world, ground):
    forms, words = ground
    tally = Fuzzer(forms, seed=1).sends(CASES)
    assert "\n".join(tally.broken.values()) == ""
    assert tally.cases >= CASES
    assert len(forms) > 100
    assert tally.looked_at > CASES / 50, "hardly anything was stored and looked at again"
    assert tally.went_well >= 0.3 * tally.cases, "most were turned away at the door: nothing tried"
    asked = Fuzzer(forms, seed=2).asks(ways(world, "GET"), words, ADDRESSES)
    assert "\n".join(asked.broken.values()) == ""
    assert asked.went_well >= 0.3 * asked.cases


# --- the twins ------------------------------------------------------------------------


def trusts(request: HttpRequest) -> HttpResponse:
    """A page that takes a number at its word."""
    text = request.POST.get("number", "1")
    return HttpResponse(str(int(text) if text[:1].isdigit() else 0))


def forgets(request: HttpRequest) -> HttpResponse:
    """A page that asks for a thing by a name it did not look at."""
    from thousandfold.base.models import Account

    return HttpResponse(str(Account.objects.filter(pk=request.POST.get("number") or None).count()))


trusts.permission = forgets.permission = PUBLIC
urlpatterns = [
    path("trusts/", trusts),
    path("forgets/", forgets),
    path("", include("thousandfold.urls")),
]


@pytest.mark.sabotage("test_no_form_breaks_whatever_is_sent")
@pytest.mark.parametrize("page", ["trusts", "forgets"])
def test_a_page_that_breaks_is_found(world, page):
    form = Found(f"/{page}/", world.lookers["nobody"], [Field("number", "text", "1")])
    with override_settings(ROOT_URLCONF=__name__):
        tally = Fuzzer([form], seed=1).sends(150)
    assert any("Error" in one for one in tally.broken.values())


@pytest.mark.sabotage("test_no_form_breaks_whatever_is_sent")
def test_a_fuzzer_that_is_let_in_nowhere_is_noticed(world, ground):
    forms: list[Any] = [
        Found(one.action, world.lookers["no role"], one.fields)
        for one in ground[0]
        if one.action.startswith("/h/")
    ]
    tally = Fuzzer(forms, seed=1).sends(200)
    assert tally.went_well < 0.3 * tally.cases
