"""A restore waits until the site is closed, on either database, also when nobody asks it anything."""

from __future__ import annotations

from typing import Any

import pytest

from trust.recovery import places


def tried(folder: Any, *words: str) -> dict[str, Any]:
    """The gate: beside what a restore began."""
    folder.mkdir()
    if not places.is_postgres():
        return places.run("beside", *words, data=folder)
    with places.a_database("beside") as address:
        return places.run("beside", *words, data=folder, database=address)


@pytest.mark.both
def test_no_restore_begins_beside_an_open_site(db, tmp_path):
    assert tried(tmp_path / "data") == {"findings": [], "refused": True}


@pytest.mark.both
@pytest.mark.sabotage("test_no_restore_begins_beside_an_open_site")
def test_a_restore_that_looks_for_nobody_is_found(db, tmp_path):
    done = tried(tmp_path / "data", "unwatched")
    assert "A restore began beside a site." in done["findings"]
    assert not done["refused"]
