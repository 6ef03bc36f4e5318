"""Whatever file is chosen: read to the letter, or refused with where and what to do (spec IN-3, IN-4)."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from factories.calls import make_call
from promises.looking.people import signed_in
from thousandfold.base.scope import inside
from thousandfold.cli.cohort_files import read_cells, read_rows
from thousandfold.cli.voting_table import read_votes
from thousandfold.recruitment.models import Nomination, Upload
from thousandfold.recruitment.reading_apart import read_apart
from thousandfold_core.curricula.archive import unpack
from thousandfold_core.errors import Refusal, WrongInput
from thousandfold_core.sheets import archive
from thousandfold_core.sheets.reading import read_sheet
from thousandfold_core.sheets.refusals import ExpandsTooMuch, UnreadableSheet
from trust.inputs.malformed import BOOK, HEAD, ROWS, TABLE, File, bomb, every_file

FILES = every_file()
NIGHT = os.environ.get("THOUSANDFOLD_NIGHT") == "1"
SOME = settings(deadline=None, max_examples=20_000 if NIGHT else 250)


def test_there_are_two_hundred_of_them():
    assert len(FILES) >= 200
    assert len({one.name for one in FILES}) == len(FILES)


def wrong_with(files: list[File], reads: Callable[[bytes, str], Any]) -> list[str]:
    """Files that were read otherwise than they are, or refused without a sentence that helps."""
    wrong = []
    for one in files:
        try:
            sheet = reads(one.data, one.name)
        except UnreadableSheet as refusal:
            said = str(refusal)
            if one.exact or "{" in said or ":" not in said:
                wrong.append(f"{one.name}: {said}")
            continue
        except Exception as fault:
            wrong.append(f"{one.name}: {type(fault).__name__}")
            continue
        if one.exact and (sheet.headers, tuple(row.cells for row in sheet.rows)) != (HEAD, ROWS):
            wrong.append(f"{one.name}: read as {sheet.headers} {sheet.rows[:1]}")
        elif any(len(row.cells) != len(sheet.headers) for row in sheet.rows):
            wrong.append(f"{one.name}: rows of another width")
    return wrong


def test_every_file_is_read_to_the_letter_or_refused_in_words():
    assert wrong_with(FILES, read_sheet) == []


@pytest.mark.sabotage("test_every_file_is_read_to_the_letter_or_refused_in_words")
def test_a_reader_that_guesses_is_found_out():
    import csv

    def guesses(data: bytes, name: str) -> Any:
        rows = list(csv.reader(data.decode("latin-1").splitlines()))
        headers = tuple(rows[0])
        return type(
            "Sheet",
            (),
            {
                "headers": headers,
                "rows": [type("Row", (), {"cells": tuple(one)}) for one in rows[1:]],
            },
        )

    found = wrong_with(FILES, guesses)
    assert any("utf-8 ',' lf.csv: read as" in one for one in found)
    assert any("nothing.csv: IndexError" in one for one in found)


# --- the command line ------------------------------------------------------------------

VOTES = {"1": 1, "-1": -1, "0": 0, "": None}
READERS = {
    "people": lambda path: read_rows(path),
    "cells": lambda path: read_cells(path),
    "votes": lambda path: read_votes(path, VOTES, "1, -1, 0"),
}


def wrong_at_the_command(reads: Callable[[str], Any], folder: Path, data: bytes, name: str) -> str:
    """What went wrong reading a file from the command line; nothing when it went well."""
    path = folder / "list.csv"
    path.write_bytes(data)
    try:
        reads(str(path))
    except WrongInput as refusal:
        told = all(str(refusal.params[one]).strip() for one in ("where", "what", "todo"))
        return "" if told else f"{name}: {refusal}"
    except Exception as fault:
        return f"{name}: {type(fault).__name__} {fault}"
    return ""


@pytest.mark.parametrize("kind", READERS)
def test_the_command_line_says_where_and_what_to_do(kind, tmp_path):
    found = [wrong_at_the_command(READERS[kind], tmp_path, one.data, one.name) for one in FILES]
    assert [one for one in found if one] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_the_command_line_reads_plain_tables_to_the_letter(encoding, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(TABLE.encode(encoding))
    assert read_rows(str(path)) == [dict(zip(HEAD, row, strict=True)) for row in ROWS]


def test_a_programme_in_a_zip_is_opened_or_refused():
    for one in FILES:
        try:
            assert isinstance(unpack(one.data), dict)
        except Refusal as refusal:
            assert "{" not in str(refusal), one.name


# --- chance ----------------------------------------------------------------------------


@st.composite
def mutated(draw: Any, whole: bytes) -> bytes:
    """A good file with some of its bytes changed, cut out, doubled, or taken from elsewhere."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 8))):
        place = draw(st.integers(0, max(0, len(data) - 1)))
        end = min(len(data), place + draw(st.integers(1, 60)))
        act = draw(st.sampled_from(["over", "out", "twice", "flip", "from elsewhere"]))
        if act == "over":
            data[place:end] = draw(st.binary(min_size=end - place, max_size=end - place))
        elif act == "out":
            del data[place:end]
        elif act == "twice":
            data[place:place] = data[place:end]
        elif act == "flip" and data:
            data[place] ^= 1 << draw(st.integers(0, 7))
        else:
            start = draw(st.integers(0, max(0, len(whole) - 60)))
            data[place:end] = whole[start : start + end - place]
    return bytes(data)


@given(mutated(BOOK))
@SOME
def test_a_spoilt_workbook_is_read_or_refused(data):
    assert wrong_with([File("list.xlsx", data)], read_sheet) == []


@given(mutated(TABLE.encode()))
@SOME
def test_a_spoilt_table_is_read_or_refused(data):
    assert wrong_with([File("list.csv", data)], read_sheet) == []


@given(data=mutated(b"id,a,b\nana,1,-1\nbo,0,\n"))
@SOME
def test_spoilt_votes_are_read_or_refused(data, tmp_path_factory):
    folder = tmp_path_factory.getbasetemp()
    assert [
        one
        for one in (wrong_at_the_command(reads, folder, data, "") for reads in READERS.values())
        if one
    ] == []


# --- bombs -----------------------------------------------------------------------------

MEASURED = """
import resource, sys, time
from thousandfold_core.sheets.reading import read_sheet
from thousandfold_core.sheets.refusals import ExpandsTooMuch
data = open(sys.argv[1], "rb").read()
try:
    read_sheet(b"a,b\\n1,2\\n", "warm.csv")
except Exception: pass
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
began = time.perf_counter()
try:
    read_sheet(data, "bomb.xlsx")
    said = "read"
except ExpandsTooMuch:
    said = "refused"
except Exception as fault:
    said = type(fault).__name__
took = time.perf_counter() - began
print(said, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024, round(took * 1000, 1))
"""


def measured(data: bytes, folder: Path, before: str = "") -> tuple[str, int]:
    """What became of a file in a process of its own, and the megabytes it took."""
    path = folder / "bomb.xlsx"
    path.write_bytes(data)
    call = [sys.executable, "-c", before + MEASURED, str(path)]
    said, megabytes, _took = subprocess.run(
        call, capture_output=True, check=True, text=True
    ).stdout.split()
    print(said, megabytes, "MB", _took, "ms")
    return said, int(megabytes)


def test_a_bomb_is_refused_before_it_expands(tmp_path):
    data = bomb()
    assert len(data) < 300_000
    said, megabytes = measured(data, tmp_path)
    assert said == "refused"
    assert megabytes < 50
    never = patch.object(zipfile.ZipFile, "open", side_effect=AssertionError("unpacked"))
    with never, pytest.raises(ExpandsTooMuch):
        read_sheet(data, "bomb.xlsx")


class Counting(io.BytesIO):
    """A file that counts what is read of it."""

    read_so_far = 0

    def read(self, size: int | None = -1) -> bytes:
        """As always."""
        found = super().read(size)
        Counting.read_so_far += len(found)
        return found


def read_of_a_bomb() -> tuple[str, int]:
    """How a bomb ends, and how many of its bytes were read until then."""
    Counting.read_so_far = 0
    with patch.object(archive, "io", SimpleNamespace(BytesIO=Counting)):
        try:
            archive.open_parts(bomb(), "bomb.xlsx")
        except ExpandsTooMuch:
            return "refused", Counting.read_so_far
    return "unpacked", Counting.read_so_far


def test_of_a_bomb_only_its_directory_is_read():
    """No stop-watch is needed to know that it is refused at once."""
    said, count = read_of_a_bomb()
    assert said == "refused"
    assert 0 < count < 2_000, count


@pytest.mark.sabotage("test_of_a_bomb_only_its_directory_is_read")
def test_a_bomb_that_is_unpacked_is_read_whole(monkeypatch):
    monkeypatch.setattr(archive, "_check_sizes", lambda *given: None)
    said, count = read_of_a_bomb()
    assert said == "unpacked"
    assert count > 100_000


@pytest.mark.sabotage("test_a_bomb_is_refused_before_it_expands")
def test_a_bomb_that_nobody_weighs_is_noticed(tmp_path):
    off = "import thousandfold_core.sheets.archive as a; a._check_sizes = lambda *given: None\n"
    said, megabytes = measured(bomb(), tmp_path, before=off)
    assert said != "refused" or megabytes >= 50


# --- on the page -----------------------------------------------------------------------


@pytest.fixture
def desk(world):
    """The keeper's browser, and a call with nobody on its list."""
    with inside(world.home):
        call = make_call(world.home, title="For files")
    return signed_in(world.keeper.account), call


@pytest.mark.django_db
def test_on_the_page_nothing_is_applied_in_part(world, desk):
    client, call = desk
    path = f"/h/{world.home.slug}/recruit/{call.pk}/import/"
    some = FILES[:: 1 if NIGHT else 14]
    with inside(world.home):
        before = Nomination.objects.count(), Upload.objects.count()
        for one in some:
            reply = client.post(
                path, {"file": SimpleUploadedFile(one.name[-60:], one.data)}, secure=True
            )
            assert reply.status_code in (302, 422), one.name
            kept = Upload.objects.count() - before[1]
            assert kept == (reply.status_code == 302), one.name
            assert Nomination.objects.count() == before[0]
            Upload.objects.filter(call=call).delete()
    assert len(some) >= 20


@pytest.mark.parametrize("name", ["bomb.xlsx", "utf-16 ',' lf.csv", "nothing.csv"])
def test_apart_a_file_ends_as_it_does_here(name):
    [one] = [file for file in FILES if file.name == name]

    def ends(reads: Callable[[bytes, str], Any]) -> str:
        try:
            reads(one.data, one.name)
        except UnreadableSheet as refusal:
            return str(refusal)
        return "read"

    assert ends(read_apart) == ends(read_sheet)
