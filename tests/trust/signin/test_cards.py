"""A printed card signs a member without e-mail in, once, and opens nobody's own words."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factories.cohorts import make_cohort, make_member
from factories.hosts import AT, make_host, make_viewer
from factories.people import make_person
from factories.rooms import Round
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Account, AccountSession, Role, SignInCard, TrailEntry, WrongTry
from thousandfold.base.permissions import NotAllowed
from thousandfold.base.scope import inside
from thousandfold.base.usecases.cards import (
    OPENS_FOR,
    WAITS,
    CardsAreForMembers,
    HasAnAddress,
    NoSuchCard,
    use_card,
)
from thousandfold.exercises import links
from thousandfold.exercises.models import Place
from thousandfold.exercises.usecases import rooms
from thousandfold.recruitment.usecases.member_cards import (
    make_member_card,
    take_back_member_cards,
)
from thousandfold.recruitment.usecases.refusals import NotAMemberNow
from thousandfold.recruitment.usecases.seating import decline_place

pytestmark = pytest.mark.django_db


class Table:
    """A cohort with a member who has no address, and staff."""

    def __init__(self) -> None:
        cache.clear()
        self.host = make_host()
        self.staff = make_viewer(self.host, RoleKind.STAFF)
        with inside(self.host):
            self.cohort = make_cohort(self.host, 1)
            self.member = make_member(self.cohort, make_person(self.host, "Rosa Quispe", email=""))

    @property
    def url(self) -> str:
        return reverse("recruitment:sign-in-cards", args=[self.host.slug, self.cohort.pk])

    def makes(self, at: Any = None) -> str:
        with inside(self.host):
            self.member.refresh_from_db()
            _card, code = make_member_card(
                viewer=self.staff, member=self.member, at=at or timezone.now()
            )
        return code

    def enters(self, code: str, client: Client | None = None) -> Any:
        client = client or Client()
        answer = client.post("/account/card/", {"code": code})
        return client, answer


@pytest.fixture
def table() -> Table:
    return Table()


def who(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_the_card_signs_in_and_says_what_it_opens(table: Table) -> None:
    code = table.makes()
    client, answer = table.enters(f"{code[:5]} {code[5:].lower()}")
    table.member.refresh_from_db()
    assert answer["Location"] == "/account/card/used/"
    assert who(client) == str(table.member.account_id)
    assert "The card is used up" in client.get("/account/card/used/").content.decode()


def test_the_account_has_no_address(table: Table) -> None:
    table.makes()
    table.member.refresh_from_db()
    assert table.member.account is not None
    assert table.member.account.email is None
    assert str(table.member.account)


def test_a_card_counts_once(table: Table) -> None:
    code = table.makes()
    table.enters(code)
    client, answer = table.enters(code)
    assert (answer.status_code, who(client)) == (422, None)


def test_looking_at_the_address_uses_nothing_up(table: Table) -> None:
    code = table.makes()
    assert Client().get(f"/account/card/{code}/").status_code == 200
    client, _answer = table.enters(code)
    assert who(client)


def test_a_card_is_kept_as_a_digest(table: Table) -> None:
    code = table.makes()
    with inside(table.host):
        kept = SignInCard.objects.get()
    assert code not in repr(vars(kept))


def test_a_card_waits_two_weeks(table: Table) -> None:
    code = table.makes(timezone.now() - WAITS)
    _client, answer = table.enters(code)
    assert answer.status_code == 422


def test_a_new_card_ends_the_one_before(table: Table) -> None:
    first = table.makes()
    second = table.makes()
    assert table.enters(first)[1].status_code == 422
    assert table.enters(second)[1].status_code == 302


def test_a_card_taken_back_opens_nothing_and_ends_what_it_opened(table: Table) -> None:
    client, _answer = table.enters(table.makes())
    waiting = table.makes()
    with inside(table.host):
        waited = take_back_member_cards(viewer=table.staff, member=table.member, at=timezone.now())
    assert waited == 1
    assert client.get("/account/sign-ins/").status_code == 302
    assert table.enters(waiting)[1].status_code == 422


def test_the_sign_in_is_short(table: Table) -> None:
    table.enters(table.makes())
    row = AccountSession.objects.get(account=str(Account.objects.get(email=None).pk))
    assert row.expire_date - timezone.now() <= OPENS_FOR


def test_every_card_and_use_stands_in_the_trail(table: Table) -> None:
    table.enters(table.makes())
    with inside(table.host):
        verbs = set(TrailEntry.objects.values_list("verb", flat=True))
    assert {"made_card", "used_card"} <= verbs


def test_a_member_with_an_address_gets_none(table: Table) -> None:
    with inside(table.host):
        mail = make_member(table.cohort, make_person(table.host, "Ana", email="a@x.example"))
        with pytest.raises(HasAnAddress):
            make_member_card(viewer=table.staff, member=mail, at=AT)


def test_a_member_with_another_role_gets_none(table: Table) -> None:
    table.makes()
    with inside(table.host):
        table.member.refresh_from_db()
        Role.objects.create(
            host=table.host, account=table.member.account, kind=RoleKind.STAFF, since=AT
        )
        with pytest.raises(CardsAreForMembers):
            make_member_card(viewer=table.staff, member=table.member, at=AT)


def test_a_member_who_left_gets_none(table: Table) -> None:
    with inside(table.host):
        decline_place(viewer=table.staff, member=table.member, at=AT)
        with pytest.raises(NotAMemberNow):
            make_member_card(viewer=table.staff, member=table.member, at=AT)


def test_the_card_of_a_member_who_left_opens_nothing(table: Table) -> None:
    code = table.makes()
    with inside(table.host):
        table.member.refresh_from_db()
        decline_place(viewer=table.staff, member=table.member, at=AT)
    assert table.enters(code)[1].status_code == 422


def test_a_member_may_make_no_cards(table: Table) -> None:
    viewer = make_viewer(table.host, RoleKind.MEMBER, subject=table.cohort.pk)
    with inside(table.host), pytest.raises(NotAllowed):
        make_member_card(viewer=viewer, member=table.member, at=AT)


def test_a_card_opens_no_other_host(table: Table) -> None:
    client, _answer = table.enters(table.makes())
    other = make_host("up-north")
    with inside(other):
        Role.objects.create(
            host=other,
            account=Account.objects.get(email=None),
            kind=RoleKind.MEMBER,
            subject=table.cohort.pk,
            since=AT,
        )
    assert client.get(f"/h/{table.host.slug}/").status_code == 200
    assert client.get("/h/up-north/").status_code == 404


def test_a_wrong_card_is_refused_like_a_used_one(table: Table) -> None:
    code = table.makes()
    table.enters(code)
    pages = [table.enters(one)[1].content.decode() for one in (code, "0000000000")]
    plain = [re.sub(r'(csrfmiddlewaretoken|code)" value="[^"]+"', "", one) for one in pages]
    assert plain[0].replace(code, "X") == plain[1].replace("0000000000", "X")


def test_wrong_cards_are_counted_and_right_ones_are_not(table: Table) -> None:
    code = table.makes()
    with pytest.raises(NoSuchCard):
        use_card(typed="0" * 10, address="a", at=timezone.now())
    use_card(typed=code, address="a", at=timezone.now())
    assert WrongTry.objects.count() == 1


def test_the_page_lists_members_without_an_address_and_prints_a_card(table: Table) -> None:
    client = Client()
    client.force_login(table.staff.account)
    assert "Rosa Quispe" in client.get(table.url).content.decode()
    page = client.post(f"{table.url}{table.member.pk}/make/", {"large": "yes"}).content.decode()
    code = re.search(r'class="code">([^<]+)<', page)
    assert code and 'lang="es"' in page and "large-print" in page
    browser, _answer = table.enters(code[1])
    assert who(browser)
    page = client.get(table.url).content.decode()
    assert "used" in page
    assert client.post(f"{table.url}{table.member.pk}/back/").status_code == 302
    assert browser.get("/account/sign-ins/").status_code == 302


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_asks_the_same_for_many(
    table: Table, many: int, django_assert_num_queries: Any
) -> None:
    with inside(table.host):
        for number in range(many - 1):
            make_member(table.cohort, make_person(table.host, f"P {number}", email=""))
    client = Client()
    client.force_login(table.staff.account)
    client.get(table.url)
    with django_assert_num_queries(8):
        client.get(table.url)


def test_a_quarter_of_an_hour_without_a_click_ends_it(table: Table, monkeypatch: Any) -> None:
    import time

    client, _answer = table.enters(table.makes())
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + timedelta(minutes=16).total_seconds())
    assert client.get(f"/h/{table.host.slug}/").status_code == 302


def test_a_card_brings_the_place_at_the_table_as_any_card_does() -> None:
    """Words that the member's own phone kept stay closed on the computer (decision 0081)."""
    host = make_host()
    with inside(host):
        round_ = Round(host)
        member = make_member(round_.cohort, make_person(host, "Rosa Quispe", email=""))
        phone, computer = Client(), Client()
        rooms.open_doors(viewer=round_.leader, room=round_.room, minutes=60, at=timezone.now())
        phone.post(links.link_for(member), secure=True)
        place = Place.objects.get(member=member)
        Place.objects.filter(pk=place.pk).update(by_card=False)
        staff = make_viewer(host, RoleKind.STAFF, email="s@example.org")
        _card, code = make_member_card(viewer=staff, member=member, at=timezone.now())
    computer.post("/account/card/", {"code": code}, secure=True)
    computer.post(reverse("exercises:member-entry", args=[round_.room.pk]), secure=True)
    with inside(host):
        assert Place.objects.get(pk=place.pk).device != place.device
        assert Place.objects.get(pk=place.pk).by_card
