"""From every release, on both databases, an upgrade loses nothing; also one that is cut off."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from trust.recovery import places

ONE_WAY = places.ROOT / "docs" / "reference" / "one-way-changes.csv"
KILLS = 60 if os.environ.get("THOUSANDFOLD_NIGHT") else 6


def upgraded(folder: Path, release: str, kind: str, *words: str) -> dict[str, Any]:
    """The gate: what a release's database lacks after an upgrade."""
    places.put_release(release, folder, kind)
    return places.run("upgrading", release, kind, *words, data=folder)


@pytest.mark.both
@pytest.mark.parametrize("release", places.RELEASES)
def test_a_populated_release_comes_up_to_date_whole(db, tmp_path, release):
    if places.is_postgres():
        done = upgraded_on_postgres(tmp_path / "data", release)
    else:
        done = upgraded(tmp_path / "data", release, "populated")
    assert done["findings"] == []
    assert done["canaries"] > 100


def upgraded_on_postgres(data: Path, release: str) -> dict[str, Any]:
    """The same from PostgreSQL's dump."""
    places.put_release(release, data)
    dump = places.HERE / "released" / release / "populated.pgdump"
    with places.a_database("upgraded") as address:
        program = shutil.which("pg_restore")
        assert program
        words = ["--no-owner", "--exit-on-error", f"--dbname={address}", str(dump)]
        subprocess.run([program, *words], check=True, capture_output=True)
        given = (release, "populated", "postgres")
        return places.run("upgrading", *given, data=data, database=address)


@pytest.mark.parametrize("release", places.RELEASES)
def test_an_empty_release_comes_up_to_date(tmp_path, release):
    assert upgraded(tmp_path / "data", release, "empty")["findings"] == []


@pytest.mark.parametrize("release", places.RELEASES)
def test_an_upgrade_killed_anywhere_goes_on_at_the_next_start(tmp_path, release):
    done = upgraded(tmp_path / "data", release, "populated", f"kills={KILLS}")
    assert done["findings"] == []


def taken_back(folder: Path, *words: str) -> dict[str, Any]:
    """The gate: changes that leave something behind when they are taken back."""
    places.put_release(places.RELEASES[-1], folder, "empty")
    return places.run("changing", *words, data=folder)


def test_a_change_that_is_taken_back_leaves_the_tables_as_they_were(tmp_path):
    done = taken_back(tmp_path / "data")
    assert done["findings"] == []
    assert sorted(done["one_way"]) == sorted(declared())


def declared() -> list[str]:
    """Changes that go one way only, each with its reason."""
    with ONE_WAY.open(encoding="utf-8") as opened:
        return [one["change"] for one in csv.DictReader(opened) if one["reason"]]


@pytest.mark.sabotage("test_a_change_that_is_taken_back_leaves_the_tables_as_they_were")
def test_a_change_that_leaves_something_behind_is_found_out(tmp_path):
    found = taken_back(tmp_path / "data", "leaving-something")["findings"]
    assert any("leaves something" in one for one in found)


@pytest.mark.sabotage("test_a_populated_release_comes_up_to_date_whole")
def test_an_upgrade_that_loses_a_row_or_a_word_is_found_out(tmp_path):
    done = upgraded(tmp_path / "data", places.RELEASES[0], "populated", "careless")
    assert any("rows instead of" in one for one in done["findings"])
    assert any("reads otherwise" in one for one in done["findings"])


@pytest.mark.sabotage("test_an_upgrade_killed_anywhere_goes_on_at_the_next_start")
def test_a_change_noted_in_another_transaction_is_found_out(tmp_path):
    words = ("kills=2", "as-django-does")
    done = upgraded(tmp_path / "data", places.RELEASES[0], "populated", *words)
    assert done["findings"] != []
