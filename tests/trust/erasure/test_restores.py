"""Whoever was erased stays erased, whichever older backup is brought back (BK-3)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from factories.hosts import AT
from factories.people import make_person
from thousandfold.base.keeping import tombstones
from thousandfold.base.usecases.coming_back import replay_tombstones
from thousandfold.base.usecases.erasing import erase_person
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
