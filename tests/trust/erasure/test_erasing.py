"""An erased person is in no byte of database, log, mail folder or files (ER-1)."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection, models

from factories.hosts import AT, make_host, make_viewer
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.keeping import holdings as registry
from thousandfold.base.keeping.holdings import holding_of
from thousandfold.base.models import Account, Host, Message, Role, TrailEntry
from thousandfold.base.permissions import NotAllowed
from thousandfold.base.scope import every_host, inside
from thousandfold.base.usecases.erasing import erase_oneself, erase_person, what_goes
from thousandfold.base.usecases.roles import LastAdministrator
from thousandfold.people.models import Person
from trust.erasure.canaries import Ground, Somebody, people_tables, somebody

#: Spec ER-1: at least so many words; in the nights, of a hundred people.
PEOPLE, WORDS = 100 if os.environ.get("THOUSANDFOLD_NIGHT") == "1" else 26, 2000
BACKEND = "django.core.mail.backends.filebased.EmailBackend"


def people(host: Host, number: int) -> list[Somebody]:
    """People with a row in every table, and a letter in the mail folder each."""
    with inside(host):
        ground = Ground(host)
        made = [somebody(ground, one) for one in range(number)]
    for one in made:
        letter = EmailMessage("Your place", f"Dear {one.person.name}", to=[one.email])
        letter.connection = get_connection(BACKEND, file_path=settings.EMAIL_FILE_PATH)
        letter.send()
    return made


def plain_words(made: Iterable[Somebody]) -> set[bytes]:
    """Their words outside sealed fields, as typed and in small letters."""
    found = {word for one in made for word in one.words.values()}
    return {word.encode() for word in found | {word.casefold() for word in found}}


def files() -> list[Path]:
    """Every file of the installation, the database with its log among them."""
    base = Path(str(connection.settings_dict["NAME"]))
    beside = [Path(f"{base}{end}") for end in ("", "-wal", "-shm", "-journal")]
    data = [one for one in Path(settings.DATA).rglob("*") if one.is_file()]
    other = [one for one in data if ".sqlite3" not in one.name or "keystore" in one.name]
    return sorted({one for one in beside + other if one.is_file()})


def residue(words: set[bytes]) -> dict[str, int]:
    """How many of the words stand in each file."""
    found = {}
    for file in files():
        content = file.read_bytes()
        low = content.lower()
        if count := sum(word in content or word in low for word in words):
            found[file.name] = count
    return found


def erased(made: list[Somebody]) -> None:
    """Each erases themselves."""
    for one in made:
        erase_oneself(viewer=Viewer(account=one.account), at=AT)


@pytest.mark.django_db(transaction=True)
def test_no_byte_of_an_erased_person_is_left():
    made = people(make_host(), PEOPLE)
    words = plain_words(made)
    assert len(words) >= WORDS
    before = residue(words)
    assert sum(before.values()) >= WORDS / 2
    erased(made)
    assert residue(words) == {}


@pytest.mark.sabotage("test_no_byte_of_an_erased_person_is_left")
@pytest.mark.django_db(transaction=True)
def test_without_overwriting_bytes_are_left():
    if connection.vendor != "sqlite":
        return
    made = people(make_host(), 3)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete=OFF")
    try:
        erased(made)
        assert residue(plain_words(made)) != {}
    finally:
        connection.close()


@pytest.mark.sabotage("test_no_byte_of_an_erased_person_is_left")
@pytest.mark.parametrize("forgotten", ["base.Message", "recruitment.Upload", "the mail folder"])
@pytest.mark.django_db(transaction=True)
def test_one_place_that_is_forgotten_is_found(forgotten, monkeypatch):
    made = people(make_host(), 2)
    if forgotten == "the mail folder":
        monkeypatch.setattr(registry, "_ELSEWHERE", [])
    else:
        known = next(one for one in registry.holdings() if one.label == forgotten)
        monkeypatch.setitem(registry._HOLDINGS, known.model, replace(known, also=None))
    erased(made)
    assert residue(plain_words(made)) != {}


def left_of(made: Somebody) -> list[str]:
    """Rows that were made for somebody and are still there with a word of theirs."""
    found = []
    with every_host("a gate over all tables"):
        for row in made.rows:
            again = type(row)._base_manager.filter(pk=row.pk).first()
            said = [
                str(getattr(again, each.name))
                for each in type(row)._meta.concrete_fields
                if again is not None and isinstance(each, models.CharField | models.TextField)
            ]
            if any(word in text for word in made.words.values() for text in said):
                found.append(row._meta.label)
    return found


@pytest.fixture
def ada(here) -> Somebody:
    """A person with a row in every table."""
    return somebody(Ground(here), 0)


@pytest.mark.both
def test_every_table_about_people_has_a_row_that_goes(ada):
    made = {type(row) for row in ada.rows}
    assert [one._meta.label for one in people_tables() if one not in made] == []
    erase_oneself(viewer=Viewer(account=ada.account), at=AT)
    assert left_of(ada) == []


@pytest.mark.both
def test_staff_erase_whom_they_know_with_the_account(administrator, ada):
    erase_person(viewer=administrator, row=ada.person, at=AT)
    assert left_of(ada) == []
    assert not Account.objects.filter(pk=ada.account.pk).exists()


def test_an_account_that_another_host_knows_stays_and_loses_only_what_is_here(
    administrator, ada, other_host
):
    with inside(other_host):
        Role.objects.create(host=other_host, account=ada.account, kind="staff", since=AT)
    erase_person(viewer=administrator, row=ada.person, at=AT)
    assert Account.objects.filter(pk=ada.account.pk).exists()
    with every_host("both hosts are looked at"):
        kept = Role.objects.filter(account=ada.account).values_list("host__slug", flat=True)
    assert list(kept) == [other_host.slug]


def test_somebody_elses_rows_stay_as_they_are(here, ada):
    bea = somebody(Ground(here), 1)
    erase_oneself(viewer=Viewer(account=ada.account), at=AT)
    with every_host("a gate over all tables"):
        gone = [
            row._meta.label
            for row in bea.rows
            if not type(row)._base_manager.filter(pk=row.pk).exists()
        ]
    assert gone == []


def test_what_is_shown_before_is_what_goes(ada):
    from thousandfold.base.keeping.subject import subject_of

    subject = subject_of(ada.account)
    shown = what_goes(subject)
    going = {str(one.name) for one in shown.goes}
    for row in ada.rows:
        known = holding_of(type(row))
        assert str(known.name) in going | {str(one.name) for one in shown.emptied}
    assert sum(one.count for one in shown.goes) >= len(ada.rows) - 3


def test_words_under_their_key_open_nowhere_afterwards(ada):
    from thousandfold.base.keystore import is_destroyed

    erase_oneself(viewer=Viewer(account=ada.account), at=AT)
    assert is_destroyed(ada.account.pk)


def test_the_trail_says_that_somebody_was_erased_and_not_who(here, administrator, ada):
    erase_person(viewer=administrator, row=ada.person, at=AT)
    entry = TrailEntry.objects.get(verb="erased_person")
    assert str(ada.person.pk) not in str(entry.details)
    about = TrailEntry.objects.filter(thing_id=ada.person.pk)
    assert about.exists()
    assert not any(one.details for one in about)


def test_the_chain_of_the_trail_holds_afterwards(here, ada):
    from thousandfold.base.usecases.trail import look_over_host

    erase_oneself(viewer=Viewer(account=ada.account), at=AT)
    assert look_over_host(host=here).findings == ()


def test_staff_who_are_no_administrators_erase_nobody(staff, ada):
    with pytest.raises(NotAllowed):
        erase_person(viewer=staff, row=ada.person, at=AT)


def test_a_phone_at_the_table_erases_nobody(here):
    with pytest.raises(NotAllowed):
        erase_oneself(viewer=Viewer(host=here), at=AT)


def test_the_last_administrator_gives_that_role_on_first(here, administrator):
    with pytest.raises(LastAdministrator):
        erase_oneself(viewer=administrator, at=AT)


def test_one_of_two_administrators_may_go(here, administrator):
    make_viewer(here, RoleKind.ADMINISTRATOR, email="second@host.example")
    assert erase_oneself(viewer=administrator, at=AT) >= 2


def test_a_person_without_account_is_erased(here, administrator):
    person = Person.objects.create(host=here, name="Lan Nguyen", sort_name="lan nguyen")
    assert erase_person(viewer=administrator, row=person, at=AT) == 1
    assert not Person.objects.filter(pk=person.pk).exists()


def test_letters_about_them_to_others_go_too(here, administrator):
    person = Person.objects.create(host=here, name="Lan Nguyen", sort_name="lan nguyen")
    Message.objects.create(
        host=here,
        to="a@b.example",
        subject="-",
        body="-",
        about="x",
        about_id=person.pk,
        drafted_at=AT,
    )
    erase_person(viewer=administrator, row=person, at=AT)
    assert not Message.objects.exists()
