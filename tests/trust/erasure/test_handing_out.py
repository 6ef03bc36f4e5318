"""A person gets all that is held about them, and nothing that somebody else wrote."""

from __future__ import annotations

import io
import json
import time
import zipfile
from typing import Any

import pytest
from django.db.models import Model

from factories.calls import make_nomination, make_reviewer
from factories.hosts import AT
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.keeping.handing_out import held_about
from thousandfold.base.keeping.holdings import holdings
from thousandfold.base.keeping.subject import subject_of
from thousandfold.base.models import Message, TrailEntry
from thousandfold.base.permissions import NotAllowed
from thousandfold.base.trail import record
from thousandfold.base.usecases.handing_out import hand_out_for, hand_out_own
from thousandfold.recruitment.models import Mark
from trust.erasure.canaries import Ground, Somebody, shown, somebody


@pytest.fixture
def two(here) -> tuple[Somebody, Somebody]:
    """Two people with a row in every table."""
    ground = Ground(here)
    return somebody(ground, 0), somebody(ground, 1)


def opened(content: bytes) -> str:
    """Both files of a copy."""
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        return "".join(files.read(name).decode() for name in ("held.json", "held.html"))


def differs(one: Somebody, other: Somebody) -> dict[str, set[str]]:
    """Words of theirs that the copy lacks, and words in it that are not theirs to see."""
    text = opened(hand_out_own(viewer=Viewer(account=one.account), at=AT))
    hers = shown(one)
    secret = {
        word
        for (label, name, _key), word in one.words.items()
        if word not in hers and label != "recruitment.Upload"
    }
    foreign = set(other.words.values()) | secret
    return {
        "missing": {word for word in hers if word not in text},
        "too much": {word for word in foreign if word in text},
    }


@pytest.mark.both
def test_the_copy_holds_exactly_what_is_theirs(two):
    began = time.monotonic()
    found = differs(*two)
    print(f"a copy took {time.monotonic() - began:.2f} s")
    assert found == {"missing": set(), "too much": set()}


@pytest.mark.sabotage("test_the_copy_holds_exactly_what_is_theirs")
def test_a_table_that_is_left_out_is_found(two, monkeypatch):
    from thousandfold.base.keeping import holdings as registry

    known = next(one for one in registry.holdings() if one.label == "exercises.StoredAnswer")
    left = {key: one for key, one in registry._HOLDINGS.items() if one is not known}
    monkeypatch.setattr(registry, "_HOLDINGS", left)
    kept = {key: word for key, word in two[0].words.items() if key[0] != known.label}
    said = {word for key, word in two[0].words.items() if key[0] == known.label}
    text = opened(hand_out_own(viewer=Viewer(account=two[0].account), at=AT))
    assert kept
    assert not any(word in text for word in said)


@pytest.mark.sabotage("test_the_copy_holds_exactly_what_is_theirs")
def test_a_key_that_leads_to_a_stranger_is_found(two, monkeypatch):
    from dataclasses import replace

    from django.db.models import Q

    from thousandfold.base.keeping import holdings as registry

    known = next(one for one in registry.holdings() if one.label == "base.Role")
    wide = replace(known, also=lambda subject: Q(kind="member"))
    monkeypatch.setitem(registry._HOLDINGS, known.model, wide)
    account = next(o for o in registry.holdings() if o.label == "base.Account")
    everybody = replace(account, also=lambda subject: Q(is_active=True))
    monkeypatch.setitem(registry._HOLDINGS, account.model, everybody)
    assert differs(*two)["too much"]


def test_a_committees_note_about_a_nominee_is_not_theirs(here, two):
    one, _other = two
    nomination = next(row for row in one.rows if row._meta.label == "recruitment.Nomination")
    _viewer, seat = make_reviewer(nomination.call)
    Mark.objects.create(
        host=here,
        nomination=nomination,
        reviewer=seat,
        kind="abstained",
        note="a private thought",
        marked_at=AT,
    )
    text = opened(hand_out_own(viewer=Viewer(account=one.account), at=AT))
    assert "a private thought" not in text


def test_a_copy_that_staff_make_has_none_of_their_own_words(staff, two):
    one, _other = two
    text = opened(hand_out_for(viewer=staff, row=one.person, at=AT))
    own = [word for key, word in one.words.items() if key[:2] == ("exercises.StoredAnswer", "said")]
    assert one.person.name in text
    assert own
    assert not any(word in text for word in own)


def test_a_printed_card_opens_no_words_that_only_they_may_read(two):
    one, _other = two
    by_card = Viewer(account=one.account, by_card=True)
    text = opened(hand_out_own(viewer=by_card, at=AT))
    own = [word for key, word in one.words.items() if key[:2] == ("exercises.StoredAnswer", "said")]
    assert one.person.name in text
    assert own
    assert not any(word in text for word in own)


def the_table(person: Somebody, model: type[Model]) -> list[dict[str, Any]]:
    """Rows of one table in their copy."""
    name = str(next(one.name for one in holdings() if one.model is model))
    tables = held_about(subject_of(person.account), private=True)
    return [row for one in tables if str(one.name) == name for row in one.rows]


def test_the_trail_says_what_they_did_themselves_and_what_others_did(here, two, staff):
    one, _other = two
    record(Viewer(account=one.account, host=here), "changed", one.person, AT)
    record(staff, "changed", one.person, AT)
    theirs, ours = TrailEntry.objects.order_by("-number")[:2][::-1]
    told = {row["id"]: row["by_yourself"] for row in the_table(one, TrailEntry)}
    assert (told[str(theirs.pk)], told[str(ours.pk)]) == (True, False)


def test_letters_are_given_to_whom_they_went_and_not_to_whom_they_are_about(here, two):
    one, other = two
    about = {"host": here, "drafted_at": AT, "about": "people.person", "about_id": one.person.pk}
    to_her = Message.objects.create(to=one.email.upper(), subject="s", body="to her", **about)
    to_him = Message.objects.create(to=other.email, subject="s", body="about her", **about)
    given = {row["id"] for row in the_table(one, Message)}
    assert str(to_her.pk) in given
    assert str(to_him.pk) not in given


def test_who_was_nominated_by_them_is_told_only_by_their_own_name(here, two):
    one, _other = two
    call = next(row for row in one.rows if row._meta.label == "recruitment.Nomination").call
    make_nomination(call, "Somebody Else", nominator_email=one.email, nominator_name="Ada")
    tables = held_about(subject_of(one.account), private=True)
    text = json.dumps([table.rows for table in tables])
    assert "Somebody Else" not in text


def test_nobody_signed_in_gets_nothing():
    with pytest.raises(NotAllowed):
        hand_out_own(viewer=Viewer(), at=AT)


def test_a_member_makes_no_copy_for_others(two):
    one, other = two
    with pytest.raises(NotAllowed):
        hand_out_for(viewer=Viewer(account=one.account), row=other.person, at=AT)
