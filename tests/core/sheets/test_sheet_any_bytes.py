"""Whatever the bytes, reading ends in a sheet or in a sentence (IN-3)."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from sheet_samples import look_alike_b, rezip, tab_xml, workbook

from thousandfold_core.sheets.reading import read_sheet
from thousandfold_core.sheets.refusals import UnreadableSheet

BOOK = workbook([["Name", "Town"], ["Ana", 5], ["=1+1", None]], [["z"]])
STORED = rezip(BOOK, {}, stored=True)
TEXT = look_alike_b(6)


def read_or_refused(data: bytes) -> None:
    try:
        sheet = read_sheet(data, "list.csv")
    except UnreadableSheet as refusal:
        assert "{" not in str(refusal)
        return
    assert sheet.rows
    assert len({header.casefold() for header in sheet.headers}) == len(sheet.headers)
    assert all(len(row.cells) == len(sheet.headers) for row in sheet.rows)
    assert all(note.text for note in sheet.notes)


@st.composite
def damaged(draw, whole: bytes):
    """Return a file with some bytes overwritten, cut out or doubled."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(data) - 1))
        end = min(len(data), place + draw(st.integers(1, 40)))
        kind = draw(st.sampled_from(["over", "out", "twice"]))
        if kind == "over":
            data[place:end] = draw(st.binary(min_size=end - place, max_size=end - place))
        elif kind == "out" and len(data) > 60:
            del data[place:end]
        else:
            data[place:place] = data[place:end]
    return bytes(data)


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=80)
def test_any_bytes_end_in_a_sheet_or_a_sentence(data):
    read_or_refused(data)


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252"]))
@settings(deadline=None, max_examples=80)
def test_any_text_ends_in_a_sheet_or_a_sentence(text, encoding):
    read_or_refused(text.encode(encoding, "replace"))


@given(st.text(alphabet="ab,;\t|\"\n\r '=\x00", max_size=60))
@settings(deadline=None, max_examples=100)
def test_any_arrangement_of_marks_ends_in_a_sheet_or_a_sentence(text):
    read_or_refused(text.encode())


@given(damaged(TEXT))
@settings(deadline=None, max_examples=100)
def test_a_damaged_text_file_ends_in_a_sheet_or_a_sentence(data):
    read_or_refused(data)


@given(damaged(STORED))
@settings(deadline=None, max_examples=150)
def test_a_damaged_workbook_ends_in_a_sheet_or_a_sentence(data):
    read_or_refused(data)


PIECES = st.sampled_from(
    [
        "<row>",
        '<row r="2">',
        '<row r="99999999999">',
        "</row>",
        "<c>",
        '<c r="A1">',
        '<c r="B2" t="s">',
        '<c t="d">',
        '<c t="b">',
        '<c r="C1" t="n">',
        '<c r="?">',
        "</c>",
        "<v>1</v>",
        "<v>1e999</v>",
        "<v>-1</v>",
        "<v>x</v>",
        "<v/>",
        "<f>A1</f>",
        "<is><t>Ana</t></is>",
        '<c r="XFD1048577">',
        '<c r="AAAA1">',
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(deadline=None, max_examples=100)
def test_any_arrangement_of_cells_ends_in_a_sheet_or_a_sentence(rows):
    read_or_refused(rezip(BOOK, {"xl/worksheets/sheet1.xml": tab_xml(rows)}))
