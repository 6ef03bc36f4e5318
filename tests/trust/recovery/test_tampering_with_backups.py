"""A closed backup opens whole or not at all, only with its key, and with anybody's age program."""

from __future__ import annotations

import os
import random
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from thousandfold.cli.keeping import agekeys, archive, paper
from thousandfold_core.errors import Refusal

FLIPS = 10_000 if os.environ.get("THOUSANDFOLD_NIGHT") else 1_000
AT = datetime(2026, 3, 7, 17, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def key(tmp_path_factory) -> tuple[Path, str]:
    """A backup key: the file with its secret half, and its open half."""
    secret, recipient = agekeys.new_pair()
    file = tmp_path_factory.mktemp("key") / "key.txt"
    file.write_text(f"# public key: {recipient}\n{secret}\n")
    return file, recipient


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> Path:
    """An open backup of a few kilobytes."""
    folder = tmp_path_factory.mktemp("plain")
    (folder / "words").write_bytes(random.Random(3).randbytes(6000))
    archive.write(folder / "one.backup", {"words": folder / "words"}, {}, AT)
    return folder / "one.backup"


def contents(file: Path, into: Path) -> dict[str, bytes]:
    """What comes out of an open backup."""
    into.mkdir(parents=True)
    note = archive.unpack(file, into)
    return {name: (into / name).read_bytes() for name in note["files"]}


def flips_unseen(file: Path, open_it: Callable[[Path], object], times: int, folder: Path) -> int:
    """The gate: of so many backups with one bit turned, how many open as if nothing were."""
    raw, chance, unseen = file.read_bytes(), random.Random(11), 0
    for _ in range(times):
        bit = chance.randrange(len(raw) * 8)
        turned = bytearray(raw)
        turned[bit // 8] ^= 1 << (bit % 8)
        spoilt = folder / "spoilt"
        spoilt.write_bytes(turned)
        try:
            open_it(spoilt)
        except Refusal:
            continue
        unseen += 1
    return unseen


def test_every_turned_bit_of_a_closed_backup_is_noticed(plain, key, tmp_path):
    closed, secret = tmp_path / "closed", agekeys.read_identity(key[0])
    agekeys.close(plain, closed, key[1])
    agekeys.open_to(closed, tmp_path / "open", secret)
    assert (tmp_path / "open").read_bytes() == plain.read_bytes()
    out = tmp_path / "out"
    assert flips_unseen(closed, lambda f: agekeys.open_to(f, out, secret), FLIPS, tmp_path) == 0


@pytest.mark.sabotage("test_every_turned_bit_of_a_closed_backup_is_noticed")
def test_a_backup_without_sums_lets_turned_bits_through(tmp_path):
    words = tmp_path / "words"
    words.write_bytes(b"x" * 6000)
    with tarfile.open(tmp_path / "bare", "w") as out:
        out.add(words, arcname="words")

    def open_it(file: Path) -> None:
        try:
            with tarfile.open(file) as opened:
                opened.extractall(tmp_path / "bare-out", filter="data")
        except (tarfile.TarError, OSError, ValueError) as problem:
            raise archive.BackupDamaged(where=file.name, what="") from problem

    assert flips_unseen(tmp_path / "bare", open_it, 50, tmp_path) > 0


def test_an_open_backup_with_a_turned_bit_is_refused_or_comes_back_the_same(plain, tmp_path):
    whole, count = contents(plain, tmp_path / "whole"), iter(range(10_000))

    def open_it(file: Path) -> None:
        if contents(file, tmp_path / f"out{next(count)}") == whole:
            raise archive.BackupDamaged(where="", what="nothing that matters changed")

    assert flips_unseen(plain, open_it, 200, tmp_path) == 0


def test_a_closed_backup_that_was_cut_does_not_open(plain, key, tmp_path):
    closed = tmp_path / "closed"
    agekeys.close(plain, closed, key[1])
    raw = closed.read_bytes()
    for length in (0, 10, 200, len(raw) // 2, len(raw) - 1):
        closed.write_bytes(raw[:length])
        with pytest.raises(agekeys.AnotherIdentity):
            agekeys.open_to(closed, tmp_path / "out", agekeys.read_identity(key[0]))
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("mistake", ["one letter is another", "one is left out", "one too many"])
def test_a_key_that_was_copied_badly_from_paper_is_told_from_none(key, tmp_path, mistake):
    secret, typed = agekeys.read_identity(key[0]), tmp_path / "typed.txt"
    middle = {"one letter is another": "Q" if secret[40] != "Q" else "P", "one is left out": ""}
    wrong = secret[:40] + middle.get(mistake, secret[40] * 2) + secret[41:]
    typed.write_text(" ".join(wrong[at : at + 4] for at in range(0, len(wrong), 4)).lower())
    with pytest.raises(agekeys.MistypedIdentity) as told:
        agekeys.read_identity(typed)
    what = "another one" if len(wrong) == 74 else f"{len(wrong)} letters instead of 74"
    assert what in str(told.value)


def test_a_file_without_a_key_is_said_to_hold_none(tmp_path):
    (tmp_path / "note.txt").write_text("Look in the drawer.")
    with pytest.raises(agekeys.NoSuchIdentity):
        agekeys.read_identity(tmp_path / "note.txt")


def test_another_key_opens_nothing(plain, key, tmp_path):
    agekeys.close(plain, tmp_path / "closed", key[1])
    with pytest.raises(agekeys.AnotherIdentity):
        agekeys.open_to(tmp_path / "closed", tmp_path / "out", agekeys.new_pair()[0])


def test_a_key_is_read_from_paper_whatever_its_spaces_and_capitals(key, tmp_path):
    typed = tmp_path / "typed.txt"
    secret = agekeys.read_identity(key[0])
    typed.write_text("\n".join(paper.in_fours(secret).lower().split()))
    assert agekeys.read_identity(typed) == secret


def test_the_sheet_holds_both_halves_and_a_square(key):
    secret = agekeys.read_identity(key[0])
    sheet = paper.sheet(secret, key[1], AT.date())
    assert paper.in_fours(secret) in sheet
    assert key[1] in sheet
    assert "<svg" in sheet


def test_what_is_no_open_half_is_refused(tmp_path):
    with pytest.raises(agekeys.NoSuchRecipient):
        agekeys.use_recipient(tmp_path, "age1notakey")
    assert agekeys.recipient(tmp_path) == ""
