"""Whoever was erased stays erased, and what is held stays held, whichever older backup is
brought back (BK-3, T-HOLD)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import transaction

from factories.hosts import AT
from factories.people import make_person
from thousandfold.base.keeping import held_list, tombstones
from thousandfold.base.keeping.legal_holds import KeptForNow
from thousandfold.base.keeping.restoring import Restored
from thousandfold.base.models import HeldThing, LegalHold
from thousandfold.base.scope import every_host
from thousandfold.base.usecases import coming_back
from thousandfold.base.usecases.coming_back import replay_tombstones, tell_again
from thousandfold.base.usecases.erasing import erase_person
from thousandfold.base.usecases.legal_holds import lift_hold, place_hold
from thousandfold.people.models import Person

PROGRAM = Path(__file__).with_name("generations.py")


def back_again(folder: Path, *words: str) -> list[str]:
    """What of erased people is there after each of three older backups was brought back."""
    call = [sys.executable, str(PROGRAM), str(folder / "data"), *words]
    done = subprocess.run(call, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    return [name for names in found for name in names if name != "Dee Zqstays"]


def test_three_older_backups_bring_nobody_back(tmp_path):
    assert back_again(tmp_path) == []


@pytest.mark.sabotage("test_three_older_backups_bring_nobody_back")
def test_without_the_list_they_come_back(tmp_path):
    assert "Cho Zqthird" in back_again(tmp_path, "forgetful")


@pytest.fixture(autouse=True)
def own_list(tmp_path, settings):
    """A data folder of its own for the list."""
    settings.DATA = tmp_path / "here"


@pytest.fixture
def lan(here):
    """Somebody who is erased and comes back."""
    return make_person(here, "Lan Nguyen")


def back(lan: Person) -> Person:
    """The same row as before, as an old backup brings it."""
    return Person.objects.create(id=lan.id, host=lan.host, name=lan.name, sort_name="lan")


def kept_id(lan: Person) -> Person:
    """The row as it was: deleting it takes its id away."""
    return Person(id=lan.id, host=lan.host, name=lan.name)


def test_the_list_names_nobody_and_holds_no_id(here, administrator, lan):
    was = kept_id(lan)
    erase_person(viewer=administrator, row=lan, at=AT)
    text = tombstones.list_file().read_text()
    assert str(was.id) not in text
    assert "Lan" not in text


def test_who_is_back_goes_again(here, administrator, lan):
    was = kept_id(lan)
    erase_person(viewer=administrator, row=lan, at=AT)
    back(was)
    assert replay_tombstones() == 1
    assert not Person.objects.filter(pk=was.id).exists()


def test_a_list_that_travelled_counts_as_well(here, administrator, lan, tmp_path):
    was = kept_id(lan)
    erase_person(viewer=administrator, row=lan, at=AT)
    travelled = tombstones.list_file().rename(tmp_path / "carried.jsonl")
    back(was)
    assert replay_tombstones() == 0
    tombstones.take_over(travelled)
    assert replay_tombstones() == 1


def test_a_list_is_taken_over_once(here, administrator, lan, tmp_path):
    erase_person(viewer=administrator, row=lan, at=AT)
    copy = tmp_path / "carried.jsonl"
    copy.write_bytes(tombstones.list_file().read_bytes())
    tombstones.take_over(copy)
    assert len(tombstones.tombstones(tombstones.list_file())) == 1


def test_a_line_that_a_crash_cut_off_spoils_no_other(here, administrator, lan):
    with_line = tombstones.list_file()
    with_line.parent.mkdir(parents=True, exist_ok=True)
    with_line.write_text('{"day": "2026-03-07", "dig')
    was = kept_id(lan)
    erase_person(viewer=administrator, row=lan, at=AT)
    back(was)
    assert replay_tombstones() == 1


def test_somebody_else_of_the_same_name_is_left_alone(here, administrator, lan):
    erase_person(viewer=administrator, row=lan, at=AT)
    other = make_person(here, "Lan Nguyen")
    assert replay_tombstones() == 0
    assert Person.objects.filter(pk=other.pk).exists()


#: What is told of it, with how many.
SAID = (("placed", 1), ("lifted", 2))


def gone_back(administrator, people: list[Person]) -> list[str]:
    """The gate: what an older backup looses of holds that were placed since, or holds for ever.

    Three people: one held since the backup, one whose hold of then was lifted since, one who
    was erased since, whose hold of then was lifted before.
    """
    held, free, erased = people
    old = [place(administrator, one) for one in (free, erased)]
    then = [(model, list(model._base_manager.all())) for model in (LegalHold, HeldThing)]
    new = place(administrator, held)
    for one in old:
        lift_hold(viewer=administrator, hold=one, at=AT)
    was = kept_id(erased)
    erase_person(viewer=administrator, row=erased, at=AT)
    for model, _rows in reversed(then):
        model._base_manager.all()._raw_delete("default")
    for model, rows in then:
        model._base_manager.bulk_create(rows)
    back(was)
    said = tell_again(at=AT)
    placed, lifted = (f"{one} again, as they were since: {n}." for one, n in SAID)
    found = [] if placed in said and lifted in said else [f"said: {said}"]
    found += [] if deletion_refused(held) else ["What was held since can be deleted."]
    found += ["What is held no more cannot be deleted."] if deletion_refused(free) else []
    found += ["Who was erased is back."] if Person.objects.filter(pk=was.pk).exists() else []
    there = LegalHold.objects.filter(pk=new.pk).first()
    return found if there and new.reason not in there.reason else [*found, "No hold without words."]


def place(administrator, person: Person) -> LegalHold:
    """A hold on a person, for a reason that travels nowhere."""
    return place_hold(
        viewer=administrator, things=[person], reason="A claim by Zqreason.", until=None, at=AT
    )


def deletion_refused(person: Person) -> bool:
    """Whether a hold stands before a person's row."""
    with transaction.atomic():
        try:
            person.delete()
        except KeptForNow:
            return True
        transaction.set_rollback(True)
    return False


@pytest.fixture
def three(here) -> list[Person]:
    """Three people."""
    return [make_person(here, name) for name in ("Ana Held", "Ben Free", "Cy Erased")]


@pytest.mark.both
def test_an_older_backup_looses_no_hold_and_keeps_none(administrator, three):
    assert gone_back(administrator, three) == []
    assert "Zqreason" not in held_list.list_file().read_text()
    assert str(three[0].pk) not in held_list.list_file().read_text()


@pytest.mark.sabotage("test_an_older_backup_looses_no_hold_and_keeps_none")
def test_without_the_list_of_holds_what_was_held_can_be_deleted(administrator, three, monkeypatch):
    monkeypatch.setattr(held_list, "listed", lambda *files: [])
    monkeypatch.setattr(coming_back, "replay_tombstones", lambda: 0)
    found = gone_back(administrator, three)
    assert "What was held since can be deleted." in found
    assert "What is held no more cannot be deleted." in found


def test_a_hold_that_the_list_missed_is_added_at_the_next_start(administrator, three):
    place(administrator, three[0])
    held_list.list_file().unlink()
    assert tell_again(at=AT) == ""
    assert len(held_list.listed(held_list.list_file())) == 1


def test_a_list_of_holds_that_travelled_counts_as_well(administrator, three, tmp_path):
    hold = place(administrator, three[0])
    travelled = held_list.list_file().rename(tmp_path / held_list.NAME)
    HeldThing._base_manager.all()._raw_delete("default")
    LegalHold._base_manager.all()._raw_delete("default")
    assert "placed again" in coming_back.as_it_was_left(Restored(tmp_path))
    assert LegalHold.objects.filter(pk=hold.pk).exists()
    assert travelled.exists()


def test_a_lift_that_the_list_missed_is_added_once_and_a_hold_that_stands_is_not_lifted(
    administrator, three
):
    """A crash came between the table and the list: the next start puts the list right."""
    stands, lifted = place(administrator, three[0]), place(administrator, three[1])
    LegalHold.objects.filter(pk=lifted.pk).update(lifted_at=AT)
    with every_host("every hold is looked at"):
        assert held_list.catch_up() == 1
        assert held_list.catch_up() == 0
    told = {one.hold: one.lifted_at for one in held_list.listed(held_list.list_file())}
    assert told == {str(stands.pk): "", str(lifted.pk): AT.isoformat()}


def test_a_list_is_taken_over_once_whatever_the_order_of_its_words(administrator, three, tmp_path):
    place(administrator, three[0])
    [line] = held_list.list_file().read_text().splitlines()
    backwards = dict(reversed(list(json.loads(line).items())))
    (tmp_path / "theirs").write_text(json.dumps(backwards) + "\n")
    held_list.take_over(tmp_path / "theirs")
    assert held_list.list_file().read_text().splitlines() == [line]
