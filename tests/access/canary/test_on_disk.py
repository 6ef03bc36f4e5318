"""What a site leaves on a disk: no word lies in a file of a kind that its class does not allow.

A site of its own does everything once (``on_disk.py``); then every file of its data folder, its
folder of letters, its log, its temporary folder and two backups is searched for every word.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from access.canary.hidden import WORD, words_in
from thousandfold.base.running.mail_folder import BETWEEN

TESTS = Path(__file__).resolve().parents[2]
#: What may lie unsealed in the database and in a backup that is not closed to a key.
PLAIN = {"P0", "P1", "P2"}


class Disk:
    """The folder that a site left, and the words that were planted in its rows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        told = json.loads((folder / "planted.json").read_text(encoding="utf-8"))
        self.planted = {word: (where, kind, to) for word, where, kind, to in told}

    def files(self) -> list[Path]:
        """Every file there is, but the list of what was planted."""
        found = [one for one in self.folder.rglob("*") if one.is_file()]
        return sorted(one for one in found if one.name != "planted.json")

    def read(self, data: bytes) -> set[str]:
        """Planted words in bytes, however they lie there."""
        return words_in(data) & self.planted.keys()

    def misplaced(self) -> list[str]:
        """Words that lie where they may not, by file and by where they were planted."""
        found = set()
        for file in self.files():
            name = file.relative_to(self.folder).as_posix()
            for word in self._beyond(name, file.read_bytes()):
                where, kind, _to = self.planted[word]
                found.add(f"{name}: {where} ({kind})")
        return sorted(found)

    def _beyond(self, name: str, data: bytes) -> Iterator[str]:
        if name.startswith("data/outbox/"):
            for letter in data.split(BETWEEN):
                yield from self._beyond_letter(letter)
            return
        is_plain = name == "open.backup" or re.match(r"data/[\w-]+\.sqlite3", name)
        for word in self.read(data):
            if not (is_plain and self.planted[word][1] in PLAIN):
                yield word

    def _beyond_letter(self, letter: bytes) -> Iterator[str]:
        """A letter holds its own words and those that it goes to, and no other."""
        head = message_from_bytes(letter.lstrip(), policy=policy.default)
        goes_to = self.read(str(head["To"] or "").encode())
        for word in self.read(letter) - goes_to:
            where, kind, to = self.planted[word]
            own = where.startswith("base.Message.") and self.read(to.encode()) & goes_to
            if not (own and kind in PLAIN):
                yield word


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Disk:
    """Everything that one site left."""
    folder = tmp_path_factory.mktemp("site")
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    env = kept | {"PYTHONPATH": os.pathsep.join([str(TESTS), *filter(None, sys.path)])}
    done = subprocess.run(
        [sys.executable, "-m", "access.canary.on_disk", str(folder)],
        env=env,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return Disk(folder)


def test_no_word_lies_in_a_file_that_its_class_does_not_allow(disk: Disk) -> None:
    assert disk.misplaced() == []


def test_the_site_left_what_a_site_leaves(disk: Disk) -> None:
    """Otherwise the search would find nothing because there was nothing."""
    names = {one.relative_to(disk.folder).as_posix() for one in disk.files()}
    assert {"open.backup", "closed.backup", "site.log"} <= names
    assert len([one for one in names if one.startswith("data/outbox/")]) >= 2
    assert len(disk.planted) >= 5_000
    log = (disk.folder / "site.log").read_text(encoding="utf-8")
    assert "/join/" in log and "ValueError" in log
    plain = {word for word, (_where, kind, _to) in disk.planted.items() if kind in PLAIN}
    database = [one.read_bytes() for one in (disk.folder / "data").glob("*.sqlite3*")]
    assert len(disk.read(b"\n".join(database)) & plain) > 3_000
    assert len(disk.read((disk.folder / "open.backup").read_bytes()) & plain) > 3_000


# --- the twins ------------------------------------------------------------------------------


def named(disk: Disk, kind: str) -> str:
    """A word of this class."""
    return next(word for word, (_where, its, _to) in disk.planted.items() if its == kind)


@pytest.fixture
def left(disk: Disk) -> Iterator[Path]:
    """A file that something leaves, and that goes again."""
    path = disk.folder / "data" / "left"
    yield path
    path.unlink(missing_ok=True)


HIDDEN = {
    "as it is": str.encode,
    "in capitals": lambda word: word.upper().encode(),
    "wide": lambda word: word.encode("utf-16-be"),
    "wide, the other way": lambda word: word.encode("utf-16-le"),
    "escaped": lambda word: "".join(f"\\u{ord(one):04x}" for one in word).encode(),
    "in hex": lambda word: word.encode().hex().encode(),
    "in base64": lambda word: base64.b64encode(b"my " + word.encode() + b" here"),
    "in base64 for addresses": lambda word: base64.urlsafe_b64encode(b"\xff" + word.encode()),
    "packed": lambda word: b"head" + gzip.compress(word.encode() * 3),
    "packed in base64": lambda word: base64.b64encode(gzip.compress(word.encode() * 9)),
}


@pytest.mark.sabotage("test_no_word_lies_in_a_file_that_its_class_does_not_allow")
@pytest.mark.parametrize("how", HIDDEN)
def test_a_file_that_something_left_is_seen(disk: Disk, left: Path, how: str) -> None:
    left.write_bytes(HIDDEN[how](named(disk, "P2")))
    assert [one for one in disk.misplaced() if one.startswith("data/left: ")]


@pytest.mark.sabotage("test_no_word_lies_in_a_file_that_its_class_does_not_allow")
def test_a_line_in_the_log_is_seen(disk: Disk) -> None:
    log = disk.folder / "site.log"
    before = log.read_bytes()
    log.write_bytes(before + f"WARNING It broke: {named(disk, 'P1')}\n".encode())
    try:
        assert [one for one in disk.misplaced() if one.startswith("site.log: ")]
    finally:
        log.write_bytes(before)


@pytest.mark.sabotage("test_no_word_lies_in_a_file_that_its_class_does_not_allow")
def test_a_letter_about_somebody_else_is_seen(disk: Disk) -> None:
    letter = next(one for one in disk.files() if one.parent.name == "outbox")
    before = letter.read_bytes()
    letter.write_bytes(before + f"\nBy the way: {named(disk, 'P2')}\n".encode())
    try:
        assert disk.misplaced()
    finally:
        letter.write_bytes(before)


@pytest.mark.sabotage("test_no_word_lies_in_a_file_that_its_class_does_not_allow")
@pytest.mark.parametrize("kind", ["P3", "P4"])
def test_closed_words_that_lie_open_in_a_backup_are_seen(disk: Disk, kind: str) -> None:
    copy = disk.folder / "open.backup"
    before = copy.read_bytes()
    copy.write_bytes(before + gzip.compress(named(disk, kind).encode() * 2))
    try:
        assert [one for one in disk.misplaced() if one.startswith("open.backup: ")]
    finally:
        copy.write_bytes(before)


def test_the_form_of_a_word_is_the_one_that_is_planted() -> None:
    from access.canary.planting import FORM

    assert FORM.pattern == WORD.pattern.decode()
