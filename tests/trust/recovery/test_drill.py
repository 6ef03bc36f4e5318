"""Backups made under load come back whole elsewhere: what was acknowledged is there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from trust.recovery import places

COUNT = 100 if os.environ.get("THOUSANDFOLD_NIGHT") else 20
ON_POSTGRES = 20 if os.environ.get("THOUSANDFOLD_NIGHT") else 2


def drilled(folder: Path, count: int, *words: str) -> dict[str, Any]:
    """The gate: what is wrong with so many backups made under load and brought back."""
    places.put_release(places.RELEASES[0], folder / "data", "empty")
    return places.run("drill", str(count), *words, data=folder / "data")


@pytest.mark.both
def test_backups_under_load_come_back_whole(db, tmp_path):
    if places.is_postgres():
        (tmp_path / "data").mkdir()
        with places.a_database("drill") as address:
            done = places.run("drill", str(ON_POSTGRES), data=tmp_path / "data", database=address)
    else:
        done = drilled(tmp_path, COUNT)
    print(f"{done['pace']} acts a second acknowledged meanwhile, restores {done['seconds']} s")
    assert done["findings"] == []
    assert done["steps"] >= 30


@pytest.mark.sabotage("test_backups_under_load_come_back_whole")
def test_copying_the_file_of_a_living_database_is_found_out(tmp_path):
    assert drilled(tmp_path, 3, "careless")["findings"] != []
