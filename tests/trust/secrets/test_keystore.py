"""The keystore: a key an owner, made once, destroyed for good, whoever else uses the file."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from thousandfold.base import keystore
from thousandfold.base.keystore import rings
from thousandfold.base.keystore.refused import KeyDestroyed, KeysDoNotFit
from thousandfold.base.keystore.rings import Ring


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, settings) -> Iterator[Path]:
    """A keystore of this test's own."""
    settings.FIELD_KEY_FILE = tmp_path / "keys" / "fields.key"
    yield tmp_path / "keys" / "keystore.sqlite3"
    keystore.let_go()


def opens(owner: str, closed: bytes) -> bytes | None:
    cipher = keystore.cipher_to_open(owner)
    return cipher.decrypt(b"0" * 12, closed, b"") if cipher else None


def close(owner: str) -> bytes:
    return keystore.cipher_to_close(owner).encrypt(b"0" * 12, b"words", b"")


def test_an_owner_keeps_one_key():
    closed = close("ana")
    keystore.let_go()
    assert opens("ana", closed) == b"words"


def test_two_owners_have_two_keys():
    assert close("ana") != close("ben")


def test_nobody_has_a_key_before_one_is_needed():
    assert keystore.cipher_to_open("ana") is None


def test_the_file_is_its_owners_alone(keys: Path):
    close("ana")
    assert keys.stat().st_mode & 0o777 == 0o600


def test_a_destroyed_key_opens_nothing(now):
    close("ana")
    assert keystore.destroy_key("ana", now) is True
    assert keystore.cipher_to_open("ana") is None
    assert keystore.is_destroyed("ana")


def test_a_key_is_destroyed_once(now):
    assert keystore.destroy_key("ana", now) is True
    assert keystore.destroy_key("ana", now) is False


def test_who_was_erased_gets_no_key_again(now):
    keystore.destroy_key("ana", now)
    with pytest.raises(KeyDestroyed):
        keystore.cipher_to_close("ana")
    with pytest.raises(KeyDestroyed):
        keystore.make_keys(["ben", "ana"])
    assert not keystore.has_key("ben")


def test_words_of_two_open_with_both_keys_only(now):
    both = keystore.cipher_to_close("ana", "ben").encrypt(b"0" * 12, b"words", b"")
    assert keystore.cipher_to_open("ana", "ben").decrypt(b"0" * 12, both, b"") == b"words"
    keystore.destroy_key("ben", now)
    assert keystore.cipher_to_open("ana", "ben") is None
    assert keystore.has_key("ana")


def test_many_keys_are_made_in_one_write(monkeypatch):
    writes = []
    shelf = keystore.ring().shelf
    write = shelf._write
    monkeypatch.setattr(shelf, "_write", lambda acts: writes.append(1) or write(acts))
    assert keystore.make_keys([f"owner {n}" for n in range(1200)]) == 1200
    assert keystore.make_keys(["owner 3", "owner 1300"]) == 1
    assert len(writes) == 2


def test_no_byte_of_a_destroyed_key_stays_in_the_folder(keys: Path, now):
    close("ana")
    wrapped = keystore.ring().shelf.wrapped("ana")
    assert wrapped in everything(keys.parent)
    keystore.destroy_key("ana", now)
    assert wrapped not in everything(keys.parent)


@pytest.mark.sabotage("test_no_byte_of_a_destroyed_key_stays_in_the_folder")
def test_a_keystore_that_only_forgets_is_noticed(keys: Path, now):
    close("ana")
    shelf = keystore.ring().shelf
    wrapped = shelf.wrapped("ana")
    shelf.connection().execute("PRAGMA secure_delete=OFF")
    keystore.destroy_key("ana", now)
    assert wrapped in everything(keys.parent)


def everything(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file())


def test_another_installations_key_opens_nothing_and_makes_nothing(keys: Path):
    close("ana")
    keystore.let_go()
    (keys.parent / "fields.key").write_text("another\n")
    assert keystore.cipher_to_open("ana") is None
    with pytest.raises(KeysDoNotFit):
        keystore.cipher_to_close("ana")


def test_another_process_lets_go_of_a_destroyed_key(keys: Path, now, monkeypatch):
    other = Ring(keys)
    other.make(("ana",))
    keystore.destroy_key("ana", now)
    monkeypatch.setattr(rings, "LOOK_AGAIN", 0.0)
    assert other.find(("ana",)) is None


@pytest.mark.sabotage("test_another_process_lets_go_of_a_destroyed_key")
def test_a_process_that_never_looks_again_is_noticed(keys: Path, now, monkeypatch):
    other = Ring(keys)
    other.make(("ana",))
    keystore.destroy_key("ana", now)
    monkeypatch.setattr(other, "_look_again", lambda: None)
    assert other.find(("ana",)) is not None


def _close_in_child(path: Path, owners: list[str], found: multiprocessing.Queue) -> None:
    ring = Ring(path)
    found.put([ring.make((one,)).encrypt(b"0" * 12, b"words", b"") for one in owners])


def test_two_processes_make_the_same_keys(keys: Path):
    keystore.cipher_to_close("first")
    fork = multiprocessing.get_context("fork")
    owners, found = [f"owner {n}" for n in range(40)], fork.Queue()
    children = [fork.Process(target=_close_in_child, args=(keys, owners, found)) for _ in range(2)]
    for one in children:
        one.start()
    first, second = found.get(timeout=60), found.get(timeout=60)
    for one in children:
        one.join()
    assert first == second


WRITER = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "thousandfold.settings.test"
from django.conf import settings
settings.FIELD_KEY_FILE = sys.argv[1]
from thousandfold.base import keystore
for n in range(100000):
    keystore.cipher_to_close(f"owner {n}")
    print(n, flush=True)
"""


def test_no_key_that_was_handed_out_is_lost_to_kill_9(keys: Path):
    for lines in (3, 40):
        command = [sys.executable, "-c", WRITER, str(keys.with_name("fields.key"))]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            said = [running.stdout.readline() for _ in range(lines)]
            os.kill(running.pid, signal.SIGKILL)
            said += running.stdout.readlines()
        last = int([one for one in said if one.endswith("\n")][-1])
        assert all(keystore.has_key(f"owner {n}") for n in range(last + 1))
        check = keystore.ring().shelf.connection().execute("PRAGMA integrity_check").fetchone()
        assert check == ("ok",)


def test_finding_a_key_again_asks_no_file(monkeypatch):
    close("ana")
    shelf = keystore.ring().shelf
    monkeypatch.setattr(keystore.ring(), "looked", time.monotonic())
    monkeypatch.setattr(shelf, "wrapped", lambda owner: pytest.fail("asked the file"))
    assert keystore.cipher_to_open("ana") is not None


def test_the_count_of_destroyed_keys_rises_and_letting_go_forgets_every_ring(
    tmp_path, settings, now
):
    settings.FIELD_KEY_FILE = tmp_path / "keys" / "fields.key"
    owner = uuid4()
    keystore.make_keys([owner])
    before = keystore.destroyed_so_far()
    keystore.destroy_key(owner, now)
    assert keystore.destroyed_so_far() > before
    shelf = keystore.ring().shelf
    keystore.let_go()
    assert shelf.opened is None
    assert keystore.ring().shelf is not shelf
    keystore.let_go()
