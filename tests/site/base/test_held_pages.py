"""Pages about what is held: a copy, an erasure in two steps, holds, what waits to be deleted."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factories.calls import make_call, make_nomination
from factories.hosts import make_viewer
from factories.people import make_person
from thousandfold.base.choices import MessageState, RoleKind
from thousandfold.base.models import Account, Host, LegalHold, Message, TrailEntry
from thousandfold.base.scope import inside
from thousandfold.base.usecases.retention import delete_due
from thousandfold.people.models import Person
from thousandfold.recruitment.models import Nomination


def signed_in(viewer) -> Client:
    """A browser of somebody who proved a moment ago that it is them."""
    client = Client()
    client.force_login(viewer.account)
    return client


@pytest.fixture
def mina(host):
    """A member with an entry."""
    viewer = make_viewer(host, RoleKind.MEMBER, email="mina@host.example")
    with inside(host):
        make_person(host, "Mina Cruz", email="mina@host.example", account=viewer.account)
    return viewer


@pytest.fixture
def keeper(host):
    """A browser of an administrator behind a second factor."""
    from allauth.mfa.models import Authenticator

    viewer = make_viewer(host, RoleKind.ADMINISTRATOR, RoleKind.STAFF, email="ada@host.example")
    Authenticator.objects.create(user=viewer.account, type="totp", data={})
    return signed_in(viewer)


@pytest.fixture
def lan(here):
    """Somebody without an account."""
    return make_person(here, "Lan Nguyen", email="lan@host.example")


def test_people_read_what_is_held_about_them(mina):
    text = signed_in(mina).get(reverse("account_held")).content.decode()
    assert "Your entry" in text
    assert "So that you can come in with a code" in text


def test_the_copy_is_a_page_and_a_file(mina):
    answer = signed_in(mina).post(reverse("account_held"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as opened:
        assert sorted(opened.namelist()) == ["held.html", "held.json"]
        assert "Mina Cruz" in opened.read("held.html").decode()
        names = [one["name"] for one in json.loads(opened.read("held.json"))["tables"]]
    assert "Your entry" in names
    assert "mina" not in answer["Content-Disposition"]


def test_over_an_open_line_the_page_says_what_the_copy_lacks(mina):
    client = signed_in(mina)
    assert "not in the copy" in client.get(reverse("account_held")).content.decode()
    assert (
        "not in the copy" not in client.get(reverse("account_held"), secure=True).content.decode()
    )


def test_looking_at_what_goes_changes_nothing(mina):
    text = signed_in(mina).get(reverse("account_erase")).content.decode()
    assert "This goes" in text
    assert Account.objects.filter(pk=mina.account.pk).exists()


def test_a_wrong_word_erases_nobody(mina):
    answer = signed_in(mina).post(reverse("account_erase_sure"), {"typed": "Nima"})
    assert answer.status_code == 422
    assert Account.objects.filter(pk=mina.account.pk).exists()


def test_the_right_word_erases_and_signs_out(mina):
    client = signed_in(mina)
    answer = client.post(reverse("account_erase_sure"), {"typed": "MINA"}, follow=True)
    assert "Everything about you is erased." in answer.content.decode()
    assert not Account.objects.filter(pk=mina.account.pk).exists()
    assert client.get(reverse("account_held")).status_code == 302


def test_an_administrator_erases_in_two_steps(here, keeper, lan):
    step = reverse("people:person-erase", args=[here.slug, lan.pk])
    text = keeper.get(step).content.decode()
    assert "Your entry" in text
    sure = reverse("people:person-erase-sure", args=[here.slug, lan.pk])
    assert sure in text
    keeper.post(sure, {"typed": "Lan Nguyen"})
    assert not Person.objects.filter(pk=lan.pk).exists()


def test_an_administrator_erases_a_nominee_in_two_steps(here, keeper):
    row = make_nomination(make_call(here), "Minh Tran")
    given = [here.slug, row.call_id, row.pk]
    sure = reverse("recruitment:nomination-erase-sure", args=given)
    assert sure in keeper.get(reverse("recruitment:nomination-erase", args=given)).content.decode()
    assert keeper.post(sure, {"typed": "Minh"}).status_code == 422
    done = keeper.post(sure, {"typed": "Minh Tran"})
    assert done["Location"].endswith("/nominations/")
    assert not Nomination.objects.filter(pk=row.pk).exists()


def test_before_an_erasure_other_places_of_the_name_are_told(here, keeper, lan):
    Message.objects.create(
        host=here, to="x@y.example", subject="About Lan Nguyen", body="-", drafted_at=timezone.now()
    )
    text = keeper.get(reverse("people:person-erase", args=[here.slug, lan.pk])).content.decode()
    assert "Their name also stands here" in text


def test_staff_make_a_copy_for_somebody_and_the_trail_says_so(here, staff_client, lan):
    answer = staff_client.post(reverse("people:person-held", args=[here.slug, lan.pk]))
    assert zipfile.is_zipfile(io.BytesIO(answer.content))
    assert TrailEntry.objects.filter(verb="exported", thing_id=lan.pk).count() == 1


def test_a_held_person_is_not_erased_and_the_page_says_why(here, keeper, lan):
    place = reverse("base:hold-place", args=[here.slug])
    keeper.post(place, {"thing": f"people.Person:{lan.pk}", "reason": "A claim is expected."})
    sure = reverse("people:person-erase-sure", args=[here.slug, lan.pk])
    answer = keeper.post(sure, {"typed": "Lan Nguyen"})
    assert "it has to be kept for the time being" in answer.content.decode()
    assert Person.objects.filter(pk=lan.pk).exists()


def test_a_search_shows_people_to_hold_and_keeps_what_was_typed(here, keeper, lan):
    place = reverse("base:hold-place", args=[here.slug])
    asked = {"find": "yes", "words": "lan", "reason": "A claim"}
    text = keeper.post(place, asked).content.decode()
    assert f"people.Person:{lan.pk}" in text
    assert "A claim" in text


def test_a_hold_on_nothing_is_refused(here, keeper):
    answer = keeper.post(reverse("base:hold-place", args=[here.slug]), {"reason": "A claim"})
    assert answer.status_code == 422
    assert not LegalHold.objects.exists()


def test_a_hold_is_listed_and_lifted(here, keeper, lan):
    place = reverse("base:hold-place", args=[here.slug])
    keeper.post(place, {"thing": f"people.Person:{lan.pk}", "reason": "A claim is expected."})
    text = keeper.get(reverse("base:holds", args=[here.slug])).content.decode()
    assert "Lan Nguyen" in text
    hold = LegalHold.objects.get()
    lift = reverse("base:hold-lift", args=[here.slug, hold.pk])
    assert "A claim is expected." in keeper.get(lift).content.decode()
    keeper.post(lift)
    hold.refresh_from_db()
    assert hold.lifted_at is not None


def test_what_another_host_holds_is_not_here(here, keeper, other_host):
    with inside(other_host):
        other = LegalHold.objects.create(host=other_host, reason="-", since=timezone.now())
    assert keeper.get(reverse("base:hold-lift", args=[here.slug, other.pk])).status_code == 404


def test_staff_read_of_no_hold(here, staff_client):
    assert staff_client.get(reverse("base:holds", args=[here.slug])).status_code == 403


def test_everybody_at_a_host_reads_what_is_kept_and_why(mina, host):
    text = signed_in(mina).get(reverse("base:held", args=[host.slug])).content.decode()
    assert "What you said in exercises" in text
    assert "for its author alone" in text


@pytest.fixture
def waiting(here):
    """A host where far more is due than usual."""
    now = timezone.now()
    Message.objects.bulk_create(
        Message(
            host=here,
            to="a@b.example",
            subject="-",
            body="-",
            state=MessageState.SENT,
            drafted_at=now - timedelta(days=400),
        )
        for _one in range(150)
    )
    for hours in (12, 1):
        host = Host.objects.get(pk=here.pk)
        delete_due(host=host, at=now - timedelta(hours=hours))
    return here


def test_an_administrator_confirms_what_waits(waiting, keeper):
    page = reverse("base:keeping", args=[waiting.slug])
    assert "So many records are due at once" in keeper.get(page).content.decode()
    text = keeper.post(page, follow=True).content.decode()
    assert "150 records were deleted now" in text
    assert not Message.objects.exists()


def test_staff_see_that_something_waits_and_cannot_confirm(waiting, staff_client):
    page = reverse("base:keeping", args=[waiting.slug])
    assert "Ask an administrator of your host to look here." in (
        staff_client.get(page).content.decode()
    )
    staff_client.post(page)
    assert Message.objects.count() == 150
