"""People without an account: a copy and an erasure by link, and nobody learns who is here."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factories.calls import make_call, make_nomination
from factories.hosts import AT, make_viewer
from factories.people import make_person
from thousandfold.base.choices import RoleKind
from thousandfold.base.keeping import subject as subjects
from thousandfold.base.keeping import tombstones
from thousandfold.base.keeping.restoring import Restored
from thousandfold.base.models import Account, TrailEntry
from thousandfold.base.usecases.coming_back import replay_tombstones
from thousandfold.base.usecases.legal_holds import place_hold
from thousandfold.people.models import Person
from thousandfold.recruitment.models import Nomination
from thousandfold.recruitment.queries.asking import NOMINATOR, entries_of, key_of
from thousandfold.recruitment.usecases.asking import LASTS, link_word, stay_out
from thousandfold.recruitment.views import asking as pages

LAN = "lan@people.example"


@pytest.fixture(autouse=True)
def _today(db: None) -> Any:
    cache.clear()
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def lan(here) -> Nomination:
    """Somebody whom somebody else nominated, with words about them."""
    return make_nomination(
        make_call(here),
        "Lan Nguyen",
        email=LAN,
        phone="555 0100",
        story={"why": "keeps the tenants together"},
        nominator_name="Mina Okafor",
        nominator_email="mina@people.example",
    )


def ask(email: str, client: Client | None = None) -> Any:
    """Ask for the letter."""
    return (client or Client()).post(reverse("recruitment:held"), {"email": email}, follow=True)


def link(email: str = LAN, at: Any = None) -> str:
    """The page that a letter's link opens."""
    return reverse("recruitment:held-by-link", args=[link_word(email, at or timezone.now())])


def opened(answer: Any) -> str:
    """Both files of a copy."""
    with zipfile.ZipFile(io.BytesIO(answer.content)) as files:
        return "".join(files.read(name).decode() for name in ("held.json", "held.html"))


def tells_apart(known: str, unknown: str, counting: Any) -> list[str]:
    """What somebody could tell from asking for an address that is here and for one that is not."""
    seen = []
    for email in (known, unknown):
        mail.outbox.clear()
        with counting() as queries:
            answer = ask(email)
        letters = [re.sub("held/[^/]+/", "held/…/", one.body) for one in mail.outbox]
        seen.append((answer.status_code, _page(answer), letters, len(queries)))
    names = ("status", "page", "letters", "queries")
    return [name for name, one, other in zip(names, *seen, strict=True) if one != other]


def _page(answer: Any) -> str:
    """A page without the word that guards its forms, which is another each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())


@pytest.fixture
def counting() -> Any:
    """Counts queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connection)


def test_asking_tells_nobody_who_is_here(lan, counting):
    assert tells_apart(LAN, "nobody@people.example", counting) == []


@pytest.mark.sabotage("test_asking_tells_nobody_who_is_here")
def test_a_letter_to_known_addresses_alone_is_found(lan, counting, monkeypatch):
    monkeypatch.setattr(pages, "may_write_to", lambda email: bool(entries_of(email)))
    assert tells_apart(LAN, "nobody@people.example", counting) == ["letters", "queries"]


def test_a_letter_names_nobody_and_says_nothing_of_what_is_held(lan):
    ask(LAN)
    text = mail.outbox[0].subject + mail.outbox[0].body
    assert not any(word in text for word in ("Lan", "Mina", "555", LAN))


def test_one_mailbox_gets_few_letters(lan):
    for _time in range(9):
        ask(LAN)
    assert len(mail.outbox) == 4


def test_the_letters_link_opens_what_is_held(lan):
    ask(LAN)
    found = re.search(r"/held/[^/]+/", mail.outbox[0].body)
    assert "Lan Nguyen" in Client().get(found[0]).content.decode()


@pytest.mark.parametrize("late", [timedelta(seconds=LASTS + 1), timedelta(days=30)])
def test_a_link_opens_for_an_hour(lan, late):
    answer = Client().get(link(at=AT - late))
    assert (answer.status_code, "Get a new link" in answer.content.decode()) == (404, True)


@pytest.mark.parametrize("word", ["x", "é" * 40, link_word(LAN, AT)[:-3] + "AAA"])
def test_a_link_that_is_not_ours_opens_nothing(lan, word):
    answer = Client().get(reverse("recruitment:held-by-link", args=[word]))
    assert answer.status_code == 404
    assert "Nguyen" not in answer.content.decode()


def test_the_copy_by_link_holds_what_was_written_about_them(lan):
    text = opened(Client().post(link(), {"who": key_of(lan.sort_name)}, secure=True))
    assert all(word in text for word in ("Lan Nguyen", "555 0100", "keeps the tenants together"))
    assert "Mina" not in text


def test_over_an_open_line_their_words_stay_shut(lan):
    text = opened(Client().post(link(), {"who": key_of(lan.sort_name)}, REMOTE_ADDR="10.1.2.3"))
    assert "555 0100" in text
    assert "keeps the tenants together" not in text


def erase(email: str, key: str, typed: str | None = None) -> Any:
    """The second step of an erasure by link."""
    where = reverse("recruitment:erase-by-link-sure", args=[link_word(email, AT), key])
    return Client().post(where, {"typed": typed or email}, follow=True)


def test_looking_first_erases_nothing(lan):
    where = reverse("recruitment:erase-by-link", args=[link_word(LAN, AT), key_of(lan.sort_name)])
    assert "Your nomination" in Client().get(where).content.decode()
    assert Nomination.objects.filter(pk=lan.pk).exists()


def test_another_word_erases_nothing(lan):
    assert erase(LAN, key_of(lan.sort_name), "something").status_code == 422
    assert Nomination.objects.filter(pk=lan.pk).exists()


def test_an_erasure_by_link_takes_everything_with_the_person(lan, here):
    person = make_person(here, "Lan Nguyen", email=LAN)
    answer = erase(LAN, key_of(lan.sort_name))
    assert "It is erased." in answer.content.decode()
    assert not Nomination.objects.filter(pk=lan.pk).exists()
    assert not Person.objects.filter(pk=person.pk).exists()


def test_a_copy_of_nobody_on_the_page_says_what_to_do(lan):
    answer = Client().post(link(), {"who": "nobody"}, follow=True)
    assert answer.status_code == 200
    assert "with one of the buttons on this page" in answer.content.decode()


def test_two_people_at_one_address_are_two(lan):
    other = make_nomination(lan.call, "Minh Nguyen", email=LAN)
    assert {one.name for one in entries_of(LAN)} == {"Lan Nguyen", "Minh Nguyen"}
    erase(LAN, key_of(lan.sort_name))
    assert list(Nomination.objects.values_list("pk", flat=True)) == [other.pk]


def test_who_has_an_account_signs_in_and_is_not_erased_by_a_letter(lan, here):
    account = Account.objects.create(email=LAN, name="Lan Nguyen")
    make_person(here, "Lan Nguyen", email=LAN, account=account)
    lan.person = Person.objects.get(account=account)
    lan.save()
    assert [one.signs_in for one in entries_of(LAN)] == [True]
    assert erase(LAN, key_of(lan.sort_name)).status_code == 404
    assert "Sign in and see it" in Client().get(link()).content.decode()


def test_an_account_alone_is_told_to_sign_in(here):
    Account.objects.create(email="only@people.example", name="Only One")
    assert [one.signs_in for one in entries_of("only@people.example")] == [True]


def test_under_an_unknown_address_nothing_is_held(here):
    assert "Nothing is held" in Client().get(link("who@people.example")).content.decode()


def test_a_held_nominee_is_not_erased(lan, administrator):
    place_hold(viewer=administrator, things=[lan], reason="-", until=None, at=AT)
    erase(LAN, key_of(lan.sort_name))
    assert Nomination.objects.filter(pk=lan.pk).exists()


# what a nominee's own key proves


def key_page(row: Nomination, name: str) -> str:
    """A page behind a nominee's key."""
    return reverse(f"recruitment:{name}", args=[row.nominee_key])


def reached_by_key(row: Nomination, foreign: set[str]) -> set[str]:
    """Words of others that a key brings into somebody's hands."""
    copy = opened(Client().post(key_page(row, "nominee-held"), secure=True))
    shown = "".join(
        Client().get(key_page(row, name)).content.decode()
        for name in ("nominee-held", "nominee-erase")
    )
    return {word for word in foreign if word in copy + shown}


@pytest.fixture
def stranger(lan) -> Nomination:
    """Somebody put themselves forward under another's name and address, and has the key."""
    return make_nomination(lan.call, "Lan Nguyen", email=LAN, source="self", town="Elsewhere")


FOREIGN = {"keeps the tenants together", "555 0100"}


def test_a_key_opens_its_own_nomination_alone(stranger):
    assert reached_by_key(stranger, FOREIGN) == set()
    assert reached_by_key(stranger, {"Elsewhere"})


@pytest.mark.sabotage("test_a_key_opens_its_own_nomination_alone")
def test_a_key_that_leads_on_by_name_and_address_is_found(lan, stranger, monkeypatch):
    from thousandfold.recruitment.views import asking_by_key

    wide = lambda *rows, narrow, **more: subjects.subject_of(*rows, **more)  # noqa: E731
    monkeypatch.setattr(asking_by_key, "subject_of", wide)
    assert reached_by_key(stranger, FOREIGN) == FOREIGN


def erase_by_key(row: Nomination) -> Any:
    """The second step behind a key."""
    return Client().post(key_page(row, "nominee-erase-sure"), {"typed": row.name}, follow=True)


def test_a_key_erases_its_own_nomination_alone(lan, stranger):
    erase_by_key(stranger)
    assert list(Nomination.objects.values_list("pk", flat=True)) == [lan.pk]
    assert Client().get(key_page(stranger, "nominee-held")).status_code == 404


def test_what_a_key_erased_is_listed_as_these_rows_alone(
    stranger, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        erase_by_key(stranger)
    assert tombstones.tombstones(tombstones.list_file())[-1].narrow


def left_after_a_restore(row: Nomination, *marks: str) -> set[Any]:
    """Nominations that stay when an older backup brought this one back after its erasure."""
    tombstones.write([row.pk, *marks], AT)
    replay_tombstones()
    return set(Nomination.objects.values_list("pk", flat=True))


def test_what_a_key_erased_takes_nobody_along_when_a_backup_comes_back(lan, stranger):
    assert left_after_a_restore(stranger, tombstones.NARROW) == {lan.pk}


@pytest.mark.sabotage("test_what_a_key_erased_takes_nobody_along_when_a_backup_comes_back")
def test_without_its_mark_a_restore_would_erase_another_too(lan, stranger):
    assert left_after_a_restore(stranger) == set()


def test_the_page_behind_a_key_says_who_opened_it_and_how_long_it_stays(lan):
    text = Client().get(key_page(lan, "nominee-held")).content.decode()
    assert "Who has read it" in text
    assert "Without your doing anything, the nomination is deleted on" in text


# those who nominated


def test_a_nominator_takes_their_name_out_by_their_own_link(lan):
    where = reverse("recruitment:nominator", args=[lan.nominator_key])
    assert "Mina Okafor" in Client().get(where).content.decode()
    Client().post(where, {"answer": "name"})
    lan.refresh_from_db()
    assert (lan.nominator_name, lan.nominator_email, lan.state) == ("", "", "confirmed")


def test_a_nominator_is_found_by_address_and_sees_no_nominee(lan):
    page = link("mina@people.example")
    assert "Nguyen" not in Client().get(page).content.decode()
    text = opened(Client().post(page, {"who": NOMINATOR}))
    assert "Mina Okafor" in text
    assert "Nguyen" not in text


def test_a_nominators_name_comes_back_from_no_backup(lan, tmp_path):
    erase("mina@people.example", NOMINATOR)
    lan.refresh_from_db()
    assert lan.nominator_name == ""
    tombstones.write([f"nominator of {lan.pk}"], AT)
    Nomination.objects.filter(pk=lan.pk).update(nominator_name="Mina Okafor")
    assert "1 names" in stay_out(Restored(tmp_path))
    lan.refresh_from_db()
    assert lan.nominator_name == ""


# staff do it for them


def test_staff_make_a_copy_for_a_nominee_and_the_trail_says_so(lan, host, staff):
    client = Client()
    client.force_login(staff.account)
    _proved(client)
    where = reverse("recruitment:nomination-held", args=[host.slug, lan.call.pk, lan.pk])
    text = opened(client.post(where))
    assert "Lan Nguyen" in text
    assert "keeps the tenants together" not in text
    assert TrailEntry.objects.filter(verb="exported", thing_id=lan.pk).count() == 1


def test_staff_who_are_no_administrators_erase_no_nominee(lan, host, staff):
    client = Client()
    client.force_login(staff.account)
    _proved(client)
    where = reverse("recruitment:nomination-erase", args=[host.slug, lan.call.pk, lan.pk])
    assert client.get(where).status_code == 403


def test_members_find_no_such_page(lan, host):
    client = Client()
    client.force_login(make_viewer(host, RoleKind.MEMBER, subject=uuid4()).account)
    where = reverse("recruitment:nomination-held", args=[host.slug, lan.call.pk, lan.pk])
    assert client.get(where).status_code in (302, 403, 404)


def _proved(client: Client) -> None:
    """As after typing a code just now."""
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "code", "at": timezone.now().timestamp()}
    ]
    session.save()


def test_a_copy_is_json_that_programs_read(lan):
    answer = Client().post(link(), {"who": key_of(lan.sort_name)})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as files:
        assert json.loads(files.read("held.json"))["tables"]
