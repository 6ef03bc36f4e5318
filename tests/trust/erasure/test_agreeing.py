"""A yes for each field: recorded with its words, and taken back as easily as it was given."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.db import models
from django.test import Client
from django.urls import reverse

from factories.calls import make_call, make_nomination
from factories.hosts import AT
from thousandfold.recruitment.models import Agreement, Nomination
from thousandfold.recruitment.notices import LABELS, NOTICES, WORDING
from thousandfold.recruitment.usecases import nominate
from thousandfold.recruitment.usecases.agreeing import take_field_out
from thousandfold.recruitment.usecases.refusals import FieldStays, NominationClosed

#: Fields of a nomination that say nothing of the nominee themselves, or that staff bring.
NOT_THEIRS = {
    "call state source sort_name side role reference others nominator_name story"
    " nominator_organisation nominator_email nominator_key nominee_key merged_into person"
    " created_at answered_at id host version changed_at"
}


@pytest.fixture(autouse=True)
def _today(db: None) -> Any:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def lan(here) -> Nomination:
    """Somebody who has not answered yet."""
    row = make_nomination(make_call(here), "Lan Nguyen", phone="555 0100", town="San José")
    Nomination.objects.filter(pk=row.pk).update(state="sent")
    row.refresh_from_db()
    return row


def standing(row: Nomination) -> set[str]:
    """Fields to which a yes stands."""
    return set(row.agreements.filter(ended_at=None).values_list("field", flat=True))


def page(row: Nomination, name: str = "nominee-held") -> str:
    """The nominee's own page."""
    return reverse(f"recruitment:{name}", args=[row.nominee_key])


def without_a_notice(known: Any = NOTICES) -> list[str]:
    """Fields that people are asked for and of which nobody says what for and who reads them."""
    said = {name for one in known[WORDING] for name in one.fields}
    skip = set(" ".join(NOT_THEIRS).split())
    fields = {one.name for one in Nomination._meta.concrete_fields if one.name not in skip}
    assert issubclass(Nomination, models.Model)
    return sorted((fields | set(nominate.STORY)) - said) + sorted(said ^ set(LABELS))


def test_every_field_that_is_asked_for_has_a_notice():
    assert without_a_notice() == []


@pytest.mark.sabotage("test_every_field_that_is_asked_for_has_a_notice")
def test_a_field_without_its_notice_is_found():
    assert "phone" in without_a_notice({WORDING: NOTICES[WORDING][1:]})


def test_a_yes_is_recorded_for_each_field_with_words_language_and_day(lan):
    nominate.confirm_by_key(nomination=lan, at=AT)
    one = Agreement.objects.get(field="phone")
    assert (one.wording, one.language, one.at) == (WORDING, "en", AT)
    assert {"name", "phone", "town"} <= standing(lan)


def test_before_their_yes_nothing_is_agreed_to(lan):
    assert standing(lan) == set()
    assert "Not yet: somebody else wrote it." in Client().get(page(lan)).content.decode()


def test_taking_a_field_out_is_one_press(lan):
    nominate.confirm_by_key(nomination=lan, at=AT)
    Client().post(page(lan), {"take_out": "phone"})
    lan.refresh_from_db()
    assert lan.phone == ""
    assert "phone" not in standing(lan)
    assert Agreement.objects.get(field="phone").ended_at == AT


def test_words_about_them_are_taken_out_one_by_one(lan):
    lan.story = {"why": "keeps people together", "notes": "-"}
    lan.save()
    take_field_out(nomination=lan, field="why", at=AT)
    lan.refresh_from_db()
    assert lan.story == {"notes": "-"}


@pytest.mark.parametrize("field", ["name", "state", "nominee_key", "story", ""])
def test_what_is_no_field_of_theirs_stays(lan, field):
    with pytest.raises(FieldStays):
        take_field_out(nomination=lan, field=field, at=AT)


def test_after_withdrawing_no_field_is_taken_out(lan):
    gone = nominate.withdraw_by_key(nomination=lan, by="nominee", at=AT)
    with pytest.raises(NominationClosed):
        take_field_out(nomination=gone, field="phone", at=AT)


def test_saying_no_ends_every_yes(lan):
    said = nominate.confirm_by_key(nomination=lan, at=AT)
    nominate.withdraw_by_key(nomination=said, by="nominee", at=AT)
    assert standing(lan) == set()


def test_a_correction_is_a_yes_to_what_was_written(lan):
    changes = {"name": "Lan Nguyen", "phone": "", "town": "Gilroy", "post": ""}
    nominate.change_by_key(nomination=lan, based_on=lan.version, by="nominee", at=AT, **changes)
    assert standing(lan) == {"town"}


def test_what_a_nominator_writes_is_no_yes_of_the_nominee(lan):
    changes = {"name": "Lan Nguyen", "town": "Gilroy"}
    nominate.change_by_key(nomination=lan, based_on=lan.version, by="nominator", at=AT, **changes)
    assert standing(lan) == set()


def test_who_puts_themselves_forward_agrees_to_what_they_wrote(here):
    call = make_call(here)
    form = {"name": "Lan Nguyen", "email": "lan@people.example"}
    made = nominate.nominate_by_link(
        call=call, today=AT.date(), site="", at=AT, myself=True, **form
    )
    assert standing(made) == {"name", "email"}


def test_the_notice_stands_before_the_yes(lan):
    text = Client().get(page(lan, "nominee")).content.decode()
    assert all(str(one.sentence) in text for one in NOTICES[WORDING])
