"""Spreadsheets are read apart from the server, and read the same."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from thousandfold.base.files.confined import MEGABYTE, Limits
from thousandfold.recruitment.reading_apart import read_apart
from thousandfold_core.sheets.limits import MAX_BYTES
from thousandfold_core.sheets.plain import sheet_from_plain
from thousandfold_core.sheets.reading import read_sheet
from thousandfold_core.sheets.refusals import (
    EmptyFile,
    ExpandsTooMuch,
    IsAnotherKind,
    NoRows,
    TooLarge,
    TooManyColumns,
    UnreadableSheet,
)
from thousandfold_core.sheets.writing import to_xlsx

ROWS = [
    ["name", "name", "", "note"],
    ["Đặng Thị Bảo 🌻", "x", "1", "=HYPERLINK(1)"],
    ["", "", "", ""],
    ["陈静", "فاطمة", "", "a\nb"],
]
CSV = "\n".join(
    ",".join(f'"{one}"' if "\n" in one else one for one in row) for row in ROWS
).encode()


@pytest.fixture(autouse=True)
def _read_here():
    """Here it is the child that is looked at."""


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (CSV, "list.csv"),
        (CSV.decode().encode("utf-16"), "list.csv"),
        (to_xlsx(iter(ROWS)), "list.xlsx"),
        (b"name;town\nAna;Gilroy;more\n", "C:\\Users\\ana\\list.txt"),
    ],
)
def test_what_is_read_apart_is_what_is_read_here(data, name):
    assert sheet_from_plain(read_apart(data, name)) == read_sheet(data, name)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", EmptyFile),
        (b"name,town\n", NoRows),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, IsAnotherKind),
        (",".join(f"c{n}" for n in range(300)).encode() + b"\n1\n", TooManyColumns),
    ],
)
def test_a_refusal_comes_back_with_its_words(data, refusal):
    with pytest.raises(refusal) as apart:
        read_apart(data, "list.xlsx")
    with pytest.raises(refusal) as here:
        read_sheet(data, "list.xlsx")
    assert str(apart.value) == str(here.value)


def test_more_bytes_than_a_list_needs_never_reach_the_child(monkeypatch):
    from thousandfold.recruitment import reading_apart

    monkeypatch.setattr(reading_apart, "confined", lambda *given: pytest.fail("asked"))
    with pytest.raises(TooLarge):
        read_apart(b"x" * (MAX_BYTES + 1), "list.csv")


def workbook(sheet_xml: bytes) -> bytes:
    """A workbook with one tab of our own making."""
    out = BytesIO()
    plain = zipfile.ZipFile(BytesIO(to_xlsx(iter([["a"], ["b"]]))))
    with plain, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for part in plain.namelist():
            tab = part.startswith("xl/worksheets/")
            made.writestr(part, sheet_xml if tab else plain.read(part))
    return out.getvalue()


def test_a_bomb_ends_in_a_sentence():
    with pytest.raises(ExpandsTooMuch) as told:
        read_apart(workbook(b" " * (200 * MEGABYTE)), "list.xlsx")
    assert "copy the list into a new workbook" in str(told.value)


def test_a_file_for_which_memory_does_not_do_ends_in_the_same_sentence():
    data = b"name,town\n" + b"Ana,Gilroy\n" * 20_000
    with pytest.raises(ExpandsTooMuch):
        read_apart(data, "list.csv", Limits(memory=24 * MEGABYTE))


def test_a_file_that_takes_for_ever_ends_in_the_same_sentence():
    data = b"name,town\n" + b"Ana,Gilroy\n" * 20_000
    with pytest.raises(ExpandsTooMuch):
        read_apart(data, "list.csv", Limits(clock=0))


def test_a_file_that_confuses_the_reader_is_called_damaged(monkeypatch):
    from thousandfold.recruitment import reading_apart

    monkeypatch.setattr(reading_apart, "WORK", "json:loads")
    with pytest.raises(UnreadableSheet):
        read_apart(b"name\nAna\n", "list.csv")
