"""More than two hundred files that are not quite spreadsheets, all made here by code."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from core.sheets.sheet_samples import rezip, tab_xml, with_tab, workbook, zipped

HEAD = ("name", "town", "email")
ROWS = (
    ("Zoë Núñez", "San José", "zoe@x.example"),
    ("Ana Ruiz", "Gilroy", "ana@x.example"),
    ("Bo Lim", "León", "bo@x.example"),
)
BOOK = workbook([HEAD, *ROWS])
TABLE = "".join(",".join(row) + "\n" for row in (HEAD, *ROWS))

#: Encodings that say what they are, which must be read to the letter.
CERTAIN = {"utf-8", "utf-8-sig", "utf-16"}
ENCODINGS = (
    *sorted(CERTAIN),
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-7",
    "cp1252",
    "latin-1",
    "mac-roman",
    "cp437",
    "cp037",
    "iso8859-2",
)
ENDINGS = {"lf": "\n", "crlf": "\r\n", "cr": "\r", "mixed": ""}


@dataclass(frozen=True)
class File:
    """A file as somebody might choose it. ``exact``: it must be read, every letter of it."""

    name: str
    data: bytes
    exact: bool = False


def every_file() -> list[File]:
    """All of them; each has a name of its own."""
    return [*encoded(), *texts(), *renamed(), *broken_books(), *odd_books(), *odd_zips()]


def encoded() -> Iterator[File]:
    """The same small table in every encoding, with every mark between and at the ends."""
    for encoding in ENCODINGS:
        for between in (",", ";", "\t", "|"):
            for name, ending in ENDINGS.items():
                lines = TABLE.replace(",", between).splitlines()
                ends = [ending or one for one in ("\n", "\r\n", "\r", "\n")]
                text = "".join(map("".join, zip(lines, ends, strict=True)))
                data = text.encode(encoding, "replace")
                yield File(f"{encoding} {between!r} {name}.csv", data, encoding in CERTAIN)


def texts() -> Iterator[File]:
    """Text that is no proper table, or one with something odd in it."""
    wide = ",".join(f"c{n}" for n in range(10_000))
    for name, text in {
        "nothing": "",
        "blank lines": "\n\n\n",
        "only commas": ",,,\n,,,\n",
        "headings only": "name,town\n",
        "a NUL": "name,town\nAna\0Ruiz,Gilroy\n",
        "NUL everywhere": "\0" * 500,
        "10,000 columns": f"{wide}\n{wide}\n",
        "headings twice": "name,town,town\nAna,A,B\n",
        "no headings": ",,\nAna,Gilroy,x\n",
        "ragged": "name,town\nAna\nBo,Gilroy,x,y,z\n",
        "a quote never closed": 'name,town\n"Ana,Gilroy\nBo,León\n',
        "quotes inside": 'name,town\nAna "Anita" Ruiz,Gilroy\n',
        "quotes after": 'name,town\n"Ana"x,Gilroy\n',
        "a line within a cell": 'name,town\n"Ana\nRuiz",Gilroy\n',
        "sep line": "sep=;\nname;town\nAna;Gilroy\n",
        "a title above": "Our list\n\nname,town,email\nAna,Gilroy,a@x.example\n",
        "a giant cell": f"name,town\n{'x' * 40_000},Gilroy\n",
        "a line without end": "x" * 200_000,
        "too many rows": "name\n" + "Ana\n" * 20_001,
        "controls": "name,town\nAna\x07\x1b[2J,Gilroy\n",
        "directions": "name,town\n\u202eAna\u202c,\u2066Gilroy\u2069\n",
        "formulas": "name,town\n=cmd|' /C calc'!A0,@SUM(1)\n",
        "html": "<table><tr><td>name</td></tr></table>",
        "json": '[{"name": "Ana"}]',
        "xml": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        "a card": "BEGIN:VCARD\nFN:Ana\nEND:VCARD\n",
        "mail": "From: a@x.example\nSubject: list\n\nname,town\n",
        "slashes": "name,town\n\\\\,\\\n",
        "spaces around": " name , town \n Ana , Gilroy \n",
        "non-breaking": "name\u00a0,town\nAna\u00a0Ruiz,\u3000Gilroy\n",
        "joined letters": "name,town\nZoe\u0308,Jose\u0301\n",
        "half letters": "name,town\nAna,\ud800\n",
    }.items():
        yield File(f"{name}.csv", text.encode("utf-8", "surrogatepass"))
    yield File("cut in a letter.csv", TABLE.encode()[:19])
    yield File("two encodings.csv", "name,town\nZoë,".encode() + "León\n".encode("cp1252"))
    yield File("half a mark.csv", b"\xef\xbb" + TABLE.encode())


def renamed() -> Iterator[File]:
    """Things that are no lists at all, called one; and lists called otherwise."""
    yield File("book.csv", BOOK)
    yield File("table.xlsx", TABLE.encode())
    yield File("table.exe", TABLE.encode())
    yield File("../../etc/passwd", TABLE.encode())
    yield File("list\r\nX: y.csv", TABLE.encode())
    starts = {
        "png": b"\x89PNG\r\n\x1a\n",
        "jpeg": b"\xff\xd8\xff\xe0",
        "gif": b"GIF89a",
        "pdf": b"%PDF-1.7\n",
        "zip of nothing": b"PK\x05\x06" + bytes(18),
        "old office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "gzip": gzip.compress(TABLE.encode()),
        "program": b"\x7fELF\x02\x01\x01",
        "windows program": b"MZ\x90\x00",
        "sqlite": b"SQLite format 3\x00",
        "rtf": b"{\\rtf1 name}",
        "mp4": b"\x00\x00\x00\x18ftypmp42",
        "7z": b"7z\xbc\xaf\x27\x1c",
    }
    for name, start in starts.items():
        yield File(f"{name} called.csv", start + bytes(range(256)))
        yield File(f"{name} called.xlsx", start + bytes(range(256)))


def broken_books() -> Iterator[File]:
    """A good workbook, cut off, started late, overwritten, or with parts missing."""
    for part in range(1, 16):
        yield File(f"cut at {part} of 16.xlsx", BOOK[: len(BOOK) * part // 16])
        yield File(f"begun at {part} of 16.xlsx", BOOK[len(BOOK) * part // 16 :])
        place = len(BOOK) * part // 16
        yield File(f"hole at {part}.xlsx", BOOK[:place] + bytes(40) + BOOK[place + 40 :])
    for name in zipfile.ZipFile(io.BytesIO(BOOK)).namelist():
        yield File(f"without {name}.xlsx", rezip(BOOK, {name: None}))
        yield File(f"empty {name}.xlsx", rezip(BOOK, {name: b""}))
        yield File(f"nonsense in {name}.xlsx", rezip(BOOK, {name: b"<a><b></a>"}))
        yield File(f"entities in {name}.xlsx", rezip(BOOK, {name: LAUGHS}))
        yield File(f"outside in {name}.xlsx", rezip(BOOK, {name: OUTSIDE}))


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><l>&j;</l>"
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>'


def odd_books() -> Iterator[File]:
    """Workbooks that open, with something in them that is no plain cell."""

    def merged(book: Workbook) -> None:
        page: Worksheet = book.active
        page.merge_cells("A2:B3")

    def hidden(book: Workbook) -> None:
        book.active.row_dimensions[2].hidden = True
        book.create_sheet("secret").sheet_state = "veryHidden"

    rows = [HEAD, *ROWS]
    yield File("plain.xlsx", BOOK, exact=True)
    yield File("merged.xlsx", workbook(rows, prepare=merged))
    yield File("hidden.xlsx", workbook(rows, prepare=hidden), exact=True)
    yield File("formulas.xlsx", workbook([HEAD, ("=1+1", "=HYPERLINK(1)", "x")]))
    yield File("dates as numbers.xlsx", workbook([("name", "on"), ("Ana", 46_000.5)]))
    yield File("empty.xlsx", workbook([[None]]))
    macros = {"xl/vbaProject.bin": b"macro", "xl/externalLinks/externalLink1.xml": b"<x/>"}
    yield File("macros and links.xlsx", rezip(BOOK, macros), exact=True)
    for name, inside in {
        "far corner": '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "no such string": '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        "an error": '<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
        "no number": '<row r="1"><c r="A1"><v>many</v></c></row>',
        "below zero": '<row r="-1"><c r="A-1"><v>1</v></c></row>',
        "rows again": '<row r="1"><c r="A1"><v>1</v></c></row>' * 3,
        "letters for cells": '<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>',
        "a number without end": f'<row r="1"><c r="A1"><v>{"9" * 5000}</v></c></row>',
    }.items():
        yield File(f"{name}.xlsx", with_tab(inside))


def odd_zips() -> Iterator[File]:
    """Archives that lie about themselves, or hold what no workbook holds."""
    yield File("bomb.xlsx", bomb())
    yield File("twice.xlsx", BOOK + BOOK)
    yield File("something before.xlsx", b"x" * 100 + BOOK)
    yield File("something after.xlsx", BOOK + b"x" * 100)
    yield File("a book in a zip.xlsx", zipped({"list.xlsx": BOOK}))
    yield File("paths.xlsx", rezip(BOOK, {"../../x.xml": b"<x/>", "/etc/x.xml": b"<x/>"}))
    yield File("thousands.xlsx", zipped({f"xl/{n}.xml": b"" for n in range(1_200)}))
    yield File("a document.xlsx", zipped({"word/document.xml": b"<x/>"}))
    yield File("binary book.xlsx", zipped({"xl/workbook.bin": b"x"}))
    yield File(
        "open document.xlsx",
        zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
    )
    yield File(
        "tab of nonsense.xlsx", rezip(BOOK, {"xl/worksheets/sheet1.xml": tab_xml("<row>")[:-20]})
    )


def bomb(megabytes: int = 200) -> bytes:
    """A workbook of some 200 KB that says it holds so many megabytes."""
    fill = b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b" " * (megabytes * 1024 * 1024)
    return rezip(BOOK, {"xl/worksheets/sheet1.xml": tab_xml("") + fill})
