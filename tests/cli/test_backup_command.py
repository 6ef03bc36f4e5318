"""Backup and restore: one file out, everything back in."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

COMMAND = str(Path(sys.executable).with_name("thousandfold"))


def call(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "THOUSANDFOLD_DATA": str(data), "THOUSANDFOLD_DATABASE": ""}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run([COMMAND, *words], env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> tuple[Path, Path]:
    """A data folder with one table and a note in the media, and its backup."""
    data = tmp_path_factory.mktemp("data")
    with sqlite3.connect(data / "thousandfold.sqlite3") as database:
        database.execute("create table note (words text)")
        database.execute("insert into note values ('Hòa bình')")
    database.close()
    (data / "media").mkdir()
    (data / "media" / "photo.txt").write_text("a shelf of objects")
    (data / "keys").mkdir()
    (data / "keys" / "fields.key").write_text("the first")
    file = data.parent / "one.backup"
    done = call("backup", str(file), data=data)
    assert done.returncode == 0, done.stderr
    return data, file


def test_a_backup_never_holds_the_keys(kept):
    with tarfile.open(kept[1]) as opened:
        names = opened.getnames()
    assert (kept[0] / "keys" / "signing.key").exists()
    assert [name for name in names if "key" in name] == []


def test_everything_comes_back_into_an_empty_folder(kept, tmp_path):
    done = call("restore", str(kept[1]), data=tmp_path / "new")
    assert done.returncode == 0, done.stderr
    database = sqlite3.connect(tmp_path / "new" / "thousandfold.sqlite3")
    assert database.execute("select words from note").fetchall() == [("Hòa bình",)]
    database.close()
    assert (tmp_path / "new" / "media" / "photo.txt").read_text() == "a shelf of objects"


def test_restoring_over_data_needs_a_word_and_keeps_what_was_there(kept, tmp_path):
    assert call("restore", str(kept[1]), data=tmp_path).returncode == 0
    refused = call("restore", str(kept[1]), data=tmp_path)
    assert refused.returncode == 2
    assert "--replace" in refused.stderr
    assert call("restore", str(kept[1]), "--replace", data=tmp_path).returncode == 0
    assert len(list(tmp_path.glob("before-restore-*/thousandfold.sqlite3"))) == 1


@pytest.mark.parametrize("spoil", ["flip", "cut", "other"])
def test_a_damaged_backup_is_refused_and_nothing_is_written(kept, tmp_path, spoil):
    raw = bytearray(kept[1].read_bytes())
    if spoil == "flip":
        raw[len(raw) // 2] ^= 0xFF
    spoilt = {"flip": bytes(raw), "cut": bytes(raw[:100]), "other": b"PK not a backup"}[spoil]
    file = tmp_path / "spoilt.backup"
    file.write_bytes(spoilt)
    done = call("restore", str(file), data=tmp_path / "data")
    assert done.returncode == 2
    assert "is not a whole backup" in done.stderr
    assert not (tmp_path / "data" / "thousandfold.sqlite3").exists()


def test_restoring_beside_another_key_says_which_words_stay_closed(kept, tmp_path):
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "fields.key").write_text("another")
    done = call("restore", str(kept[1]), data=tmp_path)
    assert done.returncode == 0
    assert "those words stay closed" in done.stderr


def test_a_file_that_is_not_there_is_no_damaged_backup(tmp_path):
    done = call("restore", str(tmp_path / "gone.backup"), data=tmp_path / "new")
    assert done.returncode == 2
    assert (
        done.stderr == f"There is no file {tmp_path / 'gone.backup'}. Check its name and place.\n"
    )


def test_a_backup_into_a_folder_gets_a_name_of_its_own(kept, tmp_path):
    done = call("backup", str(tmp_path), data=kept[0])
    assert done.returncode == 0, done.stderr
    assert [one.suffix for one in tmp_path.iterdir()] == [".backup"]


def test_a_backup_that_cannot_be_written_says_where(kept, tmp_path):
    (tmp_path / "file").write_text("in the way")
    done = call("backup", str(tmp_path / "file" / "one.backup"), data=kept[0])
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
