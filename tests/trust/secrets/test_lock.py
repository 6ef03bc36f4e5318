"""A passphrase before the keys: a stolen disk opens nothing, and nobody is locked out by it."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from thousandfold.base import keystore
from thousandfold.base.keystore import lock as lock_module
from thousandfold.base.keystore.lock import unlock
from thousandfold.base.keystore.refused import KeysLocked, WrongPassphrase
from thousandfold.cli.keeping import locking

PHRASE = "gravel tandem orchid plenty"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings, monkeypatch) -> Iterator[Path]:
    """A folder of keys with one person's key in it."""
    monkeypatch.setattr(lock_module, "MEMORY", 8192)
    monkeypatch.setattr(lock_module, "PASSES", 1)
    monkeypatch.delenv("THOUSANDFOLD_PASSPHRASE_FILE", raising=False)
    settings.FIELD_KEY_FILE = tmp_path / "keys" / "fields.key"
    keystore.make_keys(["ana"])
    yield tmp_path / "keys"
    keystore.let_go()


def opened_by_a_thief(folder: Path) -> list[str]:
    """Owners whose keys open with anything that lies in a stolen folder."""
    keystore.ring().shelf.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    file = sqlite3.connect(folder / "keystore.sqlite3")
    wrapped = file.execute("SELECT owner, wrapped FROM keys").fetchall()
    file.close()
    found = []
    for one in sorted(folder.rglob("*")):
        for text in (one.read_bytes(), one.read_bytes().strip()):
            root = hashlib.sha256(text).digest()
            key = hashlib.blake2b(root, digest_size=32, person=b"1000f keystore").digest()
            found += [owner for owner, box in wrapped if _opens(key, owner, box)]
    return found


def _opens(key: bytes, owner: str, box: bytes) -> bool:
    try:
        AESGCM(key).decrypt(box[:12], box[12:], owner.encode())
    except InvalidTag:
        return False
    return True


def test_a_stolen_folder_with_a_passphrase_opens_nothing(home: Path):
    locking.lock(PHRASE)
    assert opened_by_a_thief(home) == []


@pytest.mark.sabotage("test_a_stolen_folder_with_a_passphrase_opens_nothing")
def test_a_key_that_lies_open_beside_the_data_is_noticed(home: Path):
    assert opened_by_a_thief(home) == ["ana"]


def test_locked_keys_open_nothing_until_the_passphrase_is_typed():
    locking.lock(PHRASE)
    keystore.let_go()
    with pytest.raises(KeysLocked):
        keystore.cipher_to_open("ana")
    with pytest.raises(WrongPassphrase):
        unlock("gravel tandem orchid")
    unlock(PHRASE)
    assert keystore.has_key("ana")


def test_who_locks_goes_on_working():
    locking.lock(PHRASE)
    keystore.ring().let_go()
    assert keystore.has_key("ana")


def test_taken_off_the_key_is_what_it_was(home: Path):
    before = (home / "fields.key").read_text()
    locking.lock(PHRASE)
    assert not (home / "fields.key").exists()
    with pytest.raises(WrongPassphrase):
        locking.take_off("another one, just as long")
    locking.take_off(PHRASE)
    assert (home / "fields.key").read_text() == before
    assert (home / "fields.key").stat().st_mode & 0o777 == 0o600
    assert not (home / "fields.locked").exists()


def test_a_short_passphrase_is_refused(home: Path):
    with pytest.raises(locking.PassphraseTooShort):
        locking.lock("too short")
    assert (home / "fields.key").exists()


def test_keys_are_locked_once_and_unlocked_once():
    with pytest.raises(locking.NotLocked):
        locking.take_off(PHRASE)
    locking.lock(PHRASE)
    with pytest.raises(locking.AlreadyLocked):
        locking.lock(PHRASE)


def test_a_service_reads_the_passphrase_from_a_file(tmp_path: Path, monkeypatch):
    locking.lock(PHRASE)
    keystore.let_go()
    (tmp_path / "credential").write_text(PHRASE + "\n")
    monkeypatch.setenv("THOUSANDFOLD_PASSPHRASE_FILE", str(tmp_path / "credential"))
    assert keystore.has_key("ana")


def test_a_start_without_anybody_to_ask_says_so(monkeypatch):
    locking.lock(PHRASE)
    keystore.let_go()
    monkeypatch.setattr(sys, "stdin", open(os.devnull))  # noqa: SIM115
    with pytest.raises(KeysLocked, match="passphrase"):
        locking.open_keys()
    sys.stdin.close()


CHILD = """
import sys
from thousandfold.base.keystore import lock
lock.MEMORY, lock.PASSES = 8192, 1
from django.conf import settings
settings.configure(FIELD_KEY_FILE=sys.argv[1])
from thousandfold.base import keystore
print(keystore.has_key("ana"))
"""


def test_processes_that_the_server_starts_need_not_be_asked(home: Path, monkeypatch):
    locking.lock(PHRASE)
    monkeypatch.setenv("THOUSANDFOLD_PASSPHRASE_FILE", "")
    locking._hand_on(PHRASE)
    command = [sys.executable, "-c", CHILD, str(home / "fields.key")]
    for _ in range(2):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.stdout == "True\n", done.stderr


def test_the_commands_lock_and_unlock(tmp_path: Path):
    command = str(Path(sys.executable).with_name("thousandfold"))
    env = {**os.environ, "THOUSANDFOLD_DATA": str(tmp_path / "data"), "THOUSANDFOLD_DATABASE": ""}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    (tmp_path / "phrase").write_text(PHRASE)
    keys = tmp_path / "data" / "keys"
    for verb, there in (("lock", "fields.locked"), ("unlock", "fields.key")):
        words = [command, "keys", verb, "--passphrase-file", str(tmp_path / "phrase")]
        done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert {one.name for one in keys.glob("fields.*")} == {there}
