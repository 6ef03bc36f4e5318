"""Text files, good and bad: each is read exactly or refused with its sentence (IN-3)."""

from __future__ import annotations

import json
import zlib

import pytest
from sheet_samples import (
    FIXTURE_A,
    FIXTURE_B,
    codes,
    csv_bytes,
    look_alike_a,
    look_alike_b,
    sheet_of,
)

from thousandfold_core.sheets import refusals
from thousandfold_core.sheets.limits import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS
from thousandfold_core.sheets.reading import read_sheet

PLAIN = "Name,Town\nZoë,León\nAna,Gilroy\n"
READ = [("Zoë", "León"), ("Ana", "Gilroy")]
WIDE = "Name,Town,Org\nNguyễn Thị Hà,San José,Hội\nمريم,غزة,اتحاد\n王伟,聖荷西,工會\n"
WIDE_READ = [
    ("Nguyễn Thị Hà", "San José", "Hội"),
    ("مريم", "غزة", "اتحاد"),
    ("王伟", "聖荷西", "工會"),
]

# name: (bytes, rows as read, note codes, source format)
READABLE = {
    "utf-8": (PLAIN.encode(), READ, [], "csv utf-8"),
    "utf-8 with mark": (PLAIN.encode("utf-8-sig"), READ, [], "csv utf-8"),
    "utf-16 little end first": (b"\xff\xfe" + PLAIN.encode("utf-16-le"), READ, [], "csv utf-16-le"),
    "utf-16 big end first": (b"\xfe\xff" + PLAIN.encode("utf-16-be"), READ, [], "csv utf-16-be"),
    "utf-16 le without mark": (PLAIN.encode("utf-16-le"), READ, [], "csv utf-16-le"),
    "utf-16 be without mark": (PLAIN.encode("utf-16-be"), READ, [], "csv utf-16-be"),
    "utf-16 in four scripts": (WIDE.encode("utf-16"), WIDE_READ, [], "csv utf-16-le"),
    "utf-32": (PLAIN.encode("utf-32"), READ, [], "csv utf-32-le"),
    "utf-8 in four scripts": (WIDE.encode(), WIDE_READ, [], "csv utf-8"),
    "excel unicode text": (PLAIN.replace(",", "\t").encode("utf-16"), READ, [], "tsv utf-16-le"),
    "cp1252": (PLAIN.encode("cp1252"), READ, ["encoding-guessed"], "csv cp1252"),
    "cp1252 curly quotes": (
        "Name,Town\nO’Dell,“X”\n".encode("cp1252"), [("O’Dell", "“X”")], ["encoding-guessed"], "csv cp1252",
    ),
    "utf-8 with one western byte": (
        "Name,Town\nZoë,León\nAña,".encode() + b"Jos\xe9\n",
        [("Zoë", "León"), ("Aña", "José")], ["encoding-mixed"], "csv utf-8",
    ),
    "saved twice wrongly": (
        "Name,Town\nJosÃ©,X\n".encode(), [("JosÃ©", "X")], ["letters-garbled"], "csv utf-8",
    ),
    "semicolons": (PLAIN.replace(",", ";").encode(), READ, [], "csv-semicolon utf-8"),
    "semicolons and decimal commas": (
        b"Name;Score\nA;1,5\nB;2,5\n", [("A", "1,5"), ("B", "2,5")], [], "csv-semicolon utf-8",
    ),
    "tabs": (PLAIN.replace(",", "\t").encode(), READ, [], "tsv utf-8"),
    "bars": (PLAIN.replace(",", "|").encode(), READ, [], "csv-bar utf-8"),
    "one column": (b"Name\nAna\nLuis\n", [("Ana",), ("Luis",)], [], "one-column utf-8"),
    "one column with commas inside": (
        b"Name\nRuiz, Ana\nLim, Bo\n", [("Ruiz, Ana",), ("Lim, Bo",)], [], "one-column utf-8",
    ),
    "declared mark": (b"sep=;\r\nName;Town\r\nA;B\r\n", [("A", "B")], [], "csv-semicolon utf-8"),
    "windows line ends": (PLAIN.replace("\n", "\r\n").encode(), READ, [], "csv utf-8"),
    "old mac line ends": (PLAIN.replace("\n", "\r").encode(), READ, [], "csv utf-8"),
    "mixed line ends": ("Name,Town\r\nZoë,León\rAna,Gilroy\n".encode(), READ, [], "csv utf-8"),
    "no line end at the end": (PLAIN.rstrip().encode(), READ, [], "csv utf-8"),
    "line end inside a cell": (b'Name,Note\nA,"one\r\ntwo"\n', [("A", "one\ntwo")], [], "csv utf-8"),
    "comma inside a cell": (b'Name,Note\n"Ruiz, Ana",x\n', [("Ruiz, Ana", "x")], [], "csv utf-8"),
    "doubled quotes": (b'Name,N\n"Ana ""Nita"" R",x\n', [('Ana "Nita" R', "x")], [], "csv utf-8"),
    "quotes in the middle": (b'Name,N\nAna "Nita" R,x\n', [('Ana "Nita" R', "x")], [], "csv utf-8"),
    "quotes then letters": (b'Name,N\n"Nita" R,x\n', [("Nita R", "x")], ["quote-inside"], "csv utf-8"),
    "space before quotes": (b'Name, N\nA, "x, y"\n', [("A", "x, y")], [], "csv utf-8"),
    "nul bytes": (b"Name,Town\nA\x00na,G\x00\n", [("Ana", "G")], ["nul-removed"], "csv utf-8"),
    "form feed and bell": (b"Name,Town\nA\x07na,G and more\n", [("Ana", "G and more")], ["nul-removed"], "csv utf-8"),
    "end-of-file mark": (b"Name,Town\nAna Ruiz,Gilroy\n\x1a", [("Ana Ruiz", "Gilroy")], ["nul-removed"], "csv utf-8"),
    "short rows": (b"A,B,C\n1,2\n3,4,5\n", [("1", "2", ""), ("3", "4", "5")], ["short-rows"], "csv utf-8"),
    "long rows": (b"A,B\n1,2,3\n4,5\n", [("1", "2"), ("4", "5")], ["long-rows"], "csv utf-8"),
    "blank cells past the end": (b"A,B\n1,2,,,\n", [("1", "2")], [], "csv utf-8"),
    "blank rows": (b"A,B\n\n1,2\n,\n \n3,4\n\n\n", [("1", "2"), ("3", "4")], ["blank-rows"], "csv utf-8"),
    "spaces of all kinds": (
        "A,B\n \u00a0Ana\u3000,\u200b\ufeffGilroy\u200b \n".encode(), [("Ana", "Gilroy")], [], "csv utf-8",
    ),
    "direction marks": ("A,B\n\u202aAna\u202c,\u200f4\u200e\n".encode(), [("Ana", "4")], [], "csv utf-8"),
    "joined emoji stay whole": (
        "A,B\n👩\u200d🌾,🏳️\u200d🌈\n".encode(), [("👩\u200d🌾", "🏳️\u200d🌈")], [], "csv utf-8",
    ),
    "letters and accents apart": ("A,B\nJose\u0301,x\n".encode(), [("José", "x")], [], "csv utf-8"),
    "apostrophe of our export": (b"A,B\n'+1 408,'=x\n", [("+1 408", "=x")], [], "csv utf-8"),
    "formula as text": (b"A,B\n=1+1,@x\n", [("=1+1", "@x")], [], "csv utf-8"),
    "title lines above": (
        b"Nominees 2026,,\nSpring,,\nName,Town,Org\nA,B,C\n", [("A", "B", "C")], ["title-rows"], "csv utf-8",
    ),
    "people instead of headings": (
        b"Ana,ana@example.org\nBo,bo@example.org\n", [("Bo", "bo@example.org")],
        ["headings-look-like-people"], "csv utf-8",
    ),
    "longest cell": (b"A,B\nx," + b"y" * MAX_CELL + b"\n", [("x", "y" * MAX_CELL)], [], "csv utf-8"),
}  # fmt: skip

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(200))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)

# name: (bytes, refusal, words that must be in its sentence)
REFUSED = {
    "nothing": (b"", refusals.EmptyFile, "is empty"),
    "only blanks": (b"\r\n \t\r\n", refusals.EmptyFile, "is empty"),
    "only a mark": (b"\xef\xbb\xbf", refusals.EmptyFile, "is empty"),
    "only commas": (b",,,\n,,,\n", refusals.EmptyFile, "is empty"),
    "only NULs": (bytes(400), refusals.EmptyFile, "is empty"),
    "headings only": (b"Name,Town\n", refusals.NoRows, "nobody under it"),
    "headings and blank rows": (b"Name,Town\n,\n\n", refusals.NoRows, "nobody under it"),
    "png": (PNG, refusals.IsAnotherKind, "is a picture"),
    "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)), refusals.IsAnotherKind, "is a picture"),
    "gif": (b"GIF89a\x01\x00\x01\x00;", refusals.IsAnotherKind, "is a picture"),
    "webp": (b"RIFF\x24\x00\x00\x00WEBPVP8 ", refusals.IsAnotherKind, "is a picture"),
    "bmp": (b"BM\x36\x00\x00\x00\x00\x00\x00\x00", refusals.IsAnotherKind, "is a picture"),
    "tiff": (b"II*\x00\x08\x00\x00\x00", refusals.IsAnotherKind, "is a picture"),
    "heic": (b"\x00\x00\x00\x18ftypheic\x00\x00", refusals.IsAnotherKind, "is a picture"),
    "film": (b"\x00\x00\x00\x18ftypisom\x00\x00", refusals.IsAnotherKind, "is a film"),
    "pdf": (b"%PDF-1.7\n1 0 obj", refusals.IsAnotherKind, "is a PDF"),
    "rtf": (b"{\\rtf1\\ansi Name}", refusals.IsAnotherKind, "is a text document"),
    "gzip": (b"\x1f\x8b\x08" + zlib.compress(b"x"), refusals.IsAnotherKind, "is a compressed file"),
    "rar": (b"Rar!\x1a\x07\x01\x00", refusals.IsAnotherKind, "is a compressed file"),
    "database": (b"SQLite format 3\x00" + bytes(80), refusals.IsAnotherKind, "is a database"),
    "program": (b"\x7fELF\x02\x01\x01" + bytes(80), refusals.IsAnotherKind, "is a program"),
    "json": (json.dumps([{"name": "Ana"}]).encode(), refusals.IsAnotherKind, "is a JSON file"),
    "json object": (b'{"name": "Ana"}', refusals.IsAnotherKind, "is a JSON file"),
    "web page named xls": (b"<html><table><tr><td>A</td>", refusals.IsOldWorkbook, "is a web page"),
    "xml spreadsheet 2003": (b'<?xml version="1.0"?><Workbook/>', refusals.IsOldWorkbook, "XML file"),
    "old word": (OLE + "WordDocument".encode("utf-16-le"), refusals.IsAnotherKind, "old Word document"),
    "old excel": (OLE + "Workbook".encode("utf-16-le"), refusals.IsOldWorkbook, "(.xls)"),
    "old office": (OLE, refusals.IsAnotherKind, "old Office file"),
    "locked workbook": (OLE + "EncryptedPackage".encode("utf-16-le"), refusals.HasPassword, "password"),
    "unknown binary": (bytes(range(256)) * 8, refusals.NotText, "is not a spreadsheet"),
    "random-looking bytes": (zlib.compress(b"Ana,Bo\n" * 99)[2:], refusals.NotText, "is not a spreadsheet"),
    "letters of no code we know": (b"Name,Town\n" + b"\x81\x8d\x8f\x90" * 9, refusals.UnknownLetters, "CSV UTF-8"),
    "utf-16 cut in a letter": (PLAIN.encode("utf-16")[:-1], refusals.CutShort, "middle of a letter"),
    "utf-16 with half a pair": (b"\xff\xfe" + "A,B\n".encode("utf-16-le") + b"\x00\xd8x\x00", refusals.UnknownLetters, "CSV UTF-8"),
    "quote never closed": (b'Name,Town\nAna,X\n"Bo,Y\nCy,Z\n', refusals.QuoteNotClosed, "row 3"),
    "quote open over a long file": (b'Name,Town\n"' + b"Bo,Y\n" * 40_000, refusals.CellTooLong, "row 2"),
    "cell too long": (b"A,B\nx," + b"y" * (MAX_CELL + 1) + b"\n", refusals.CellTooLong, "row 2"),
    "10,000 columns": (csv_bytes([[f"c{n}" for n in range(10_000)], [1] * 10_000]), refusals.TooManyColumns, "10,000 columns"),
    "201 columns": (csv_bytes([[f"c{n}" for n in range(MAX_COLUMNS + 1)], [1] * 201]), refusals.TooManyColumns, "201 columns"),
    "20,001 rows": (b"Name,Town\n" + b"Ana,X\n" * (MAX_ROWS + 1), refusals.TooManyRows, "20,000 rows"),
    "too heavy": (b"a,b\n" * (MAX_BYTES // 4 + 1), refusals.TooLarge, "20 MB"),
}  # fmt: skip


@pytest.mark.parametrize("case", READABLE.values(), ids=READABLE.keys())
def test_text_file_is_read_exactly(case):
    data, rows, notes, form = case
    sheet = read_sheet(data, "list.csv")
    assert [row.cells for row in sheet.rows] == rows
    assert codes(sheet.notes) == notes
    assert sheet.source_format == form


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_text_file_is_refused_with_its_sentence_whatever_its_name(case, name):
    data, refusal, words = case
    with pytest.raises(refusal) as caught:
        read_sheet(data, name)
    assert type(caught.value) is refusal
    assert words in str(caught.value)
    assert name in str(caught.value)


def test_the_corpus_has_at_least_sixty_files():
    assert len(READABLE) + len(REFUSED) >= 60


def test_look_alike_with_numbered_contacts_is_read_whole():
    sheet = read_sheet(look_alike_a(), "respondents_raw.csv")
    assert (sheet.headers, len(sheet.rows), sheet.notes) == (tuple(FIXTURE_A), 150, ())


def test_look_alike_with_accents_and_addresses_is_read_whole():
    sheet = read_sheet(look_alike_b(), "respondents_raw.csv")
    assert (sheet.headers, len(sheet.rows), sheet.notes) == (tuple(FIXTURE_B), 100, ())
    assert sheet.column("address_line_1")[1] == "Flat 1, 15 Maple Avenue"


def test_twenty_thousand_rows_are_read():
    sheet = read_sheet(b"Name,Town\n" + b"Ana,X\n" * MAX_ROWS, "list.csv")
    assert len(sheet.rows) == MAX_ROWS


def test_two_hundred_columns_are_read():
    sheet = read_sheet(csv_bytes([[f"c{n}" for n in range(MAX_COLUMNS)], [1] * 200]), "list.csv")
    assert len(sheet.headers) == MAX_COLUMNS


def test_rows_keep_the_number_the_spreadsheet_shows():
    sheet = sheet_of("A,B", "", "1,2", ",", "3,4")
    assert [row.number for row in sheet.rows] == [3, 5]


def test_duplicate_headings_are_numbered_around_those_taken():
    sheet = sheet_of("Name,name,Name (2),Name,x", "a,b,c,d,e")
    assert sheet.headers == ("Name", "name (3)", "Name (2)", "Name (4)", "x")
    assert codes(sheet.notes) == ["duplicate-headings"]


def test_blank_headings_take_the_column_number_and_empty_columns_go():
    sheet = sheet_of("Name,,Town,,", "Ana,,Gilroy,x,")
    assert sheet.headers == ("Name", "Town", "Column 4")
    assert codes(sheet.notes) == ["blank-headings"]


def test_a_column_with_a_heading_and_no_cells_stays():
    assert sheet_of("Name,Town", "Ana,").headers == ("Name", "Town")


def test_line_ends_in_headings_become_spaces():
    assert sheet_of('"First\nname",Town', "Ana,X").headers == ("First name", "Town")


def test_cells_beyond_the_headings_are_kept_aside():
    sheet = sheet_of("Name,Town", "Ruiz,Ana,Gilroy", "Bo,X")
    assert [row.extra for row in sheet.rows] == [("Gilroy",), ()]
    assert sheet.notes[0].text.startswith(
        "Some rows have more cells than there are headings (row 2)"
    )


def test_notes_name_the_lines_they_speak_of():
    sheet = read_sheet(b"Name,Town\nAna,X\nB\x00o,Y\n", "list.csv")
    assert sheet.notes[0].text == "Invisible NUL or control characters were removed (line 3)."


def test_a_path_in_the_file_name_is_not_repeated():
    with pytest.raises(refusals.EmptyFile) as caught:
        read_sheet(b"", "C:\\Users\\ana\\list.csv")
    assert str(caught.value).startswith("“list.csv” is empty")


def test_a_long_run_of_blanks_costs_no_more_than_its_length():
    sheet = read_sheet(b"A,B\nx" + b" " * 30_000 + b"y,z\n", "list.csv")
    assert len(sheet.rows[0].cells[0]) == 30_002
