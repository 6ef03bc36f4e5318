"""Workbooks: read as people see them, checked before anything is unpacked (IN-4, X12)."""

from __future__ import annotations

import datetime
import io
import tracemalloc
import zipfile

import pytest
from openpyxl.comments import Comment
from sheet_samples import codes, rezip, tab_xml, with_tab, workbook, zipped

from thousandfold_core.sheets import refusals
from thousandfold_core.sheets.limits import MAX_ROWS, MAX_UNPACKED
from thousandfold_core.sheets.reading import read_sheet

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = ["Name", "Town"]
ANA = ["Ana", "Gilroy"]


def cells(data: bytes, name: str = "list.xlsx") -> list[tuple[str, ...]]:
    return [row.cells for row in read_sheet(data, name).rows]


def one(value: object) -> str:
    """Return how one value comes back from a workbook."""
    return cells(workbook([HEAD, ["x", value]]))[0][1]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.0, "5"),
        (5, "5"),
        (1.5, "1.5"),
        (-3, "-3"),
        (0.1, "0.1"),
        (14085550100, "14085550100"),
        (1e21, "1000000000000000000000"),
        (True, "TRUE"),
        (False, "FALSE"),
        (datetime.date(2026, 3, 7), "2026-03-07"),
        (datetime.datetime(2026, 3, 7, 0, 0), "2026-03-07"),
        (datetime.datetime(2026, 3, 7, 18, 30), "2026-03-07 18:30"),
        (datetime.datetime(2026, 3, 7, 18, 30, 59), "2026-03-07 18:30:59"),
        (datetime.time(9, 5), "09:05"),
        (datetime.timedelta(hours=30, minutes=1), "30:01:00"),
        ("Zoë 👩\u200d🌾 غزة 聖荷西", "Zoë 👩\u200d🌾 غزة 聖荷西"),
        ("  two\nlines ", "two\nlines"),
        ("007", "007"),
    ],
)
def test_a_cell_comes_back_as_its_text(value, text):
    assert one(value) == text


def test_a_workbook_is_known_by_content_when_named_csv():
    assert cells(workbook([HEAD, ANA]), "list.csv") == [("Ana", "Gilroy")]
    assert read_sheet(workbook([HEAD, ANA]), "list.csv").source_format == "xlsx"


def test_the_first_tab_with_content_is_read_and_the_others_named():
    sheet = read_sheet(workbook([], [HEAD, ANA], [["z"], ["z"]]), "list.xlsx")
    assert sheet.column("Name") == ("Ana",)
    assert sheet.notes[0].text == "Only the tab “Tab 2” was read. Not read: Tab 1, Tab 3."


def test_a_hidden_tab_comes_after_those_that_show():
    def hide(book):
        book["Tab 1"].sheet_state = "hidden"

    data = workbook([["secret"], ["x"]], [HEAD, ANA], prepare=hide)
    assert cells(data) == [("Ana", "Gilroy")]


def test_row_numbers_are_those_of_the_tab():
    sheet = read_sheet(workbook([[], HEAD, ANA, [], ["Bo", "X"]]), "list.xlsx")
    assert [row.number for row in sheet.rows] == [3, 5]


def test_a_title_above_the_headings_is_left_out_and_noted():
    data = workbook([["Nominees"], [], ["Name", "Town", "Org"], ["Ana", "Gilroy", "X"]])
    sheet = read_sheet(data, "list.xlsx")
    assert sheet.headers == ("Name", "Town", "Org")
    assert codes(sheet.notes) == ["title-rows"]


def test_cells_beyond_the_headings_get_a_column_name():
    sheet = read_sheet(workbook([HEAD, [*ANA, "extra"]]), "list.xlsx")
    assert (sheet.headers, sheet.rows[0].extra) == (("Name", "Town", "Column 3"), ())


def test_a_formula_gives_its_saved_result():
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Sum</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>Ana</t></is></c>'
        '<c r="B2"><f>1+1</f><v>2</v></c></row>'
    )
    sheet = read_sheet(with_tab(rows), "list.xlsx")
    assert sheet.rows[0].cells == ("Ana", "2")
    assert codes(sheet.notes) == ["formulas"]


def test_a_formula_without_a_saved_result_is_blank_and_noted():
    sheet = read_sheet(workbook([HEAD, ["Ana", '=HYPERLINK("http://x")']]), "list.xlsx")
    assert sheet.rows[0].cells == ("Ana", "")
    assert codes(sheet.notes) == ["formulas-without-result"]


def test_an_error_cell_is_blank_and_noted():
    sheet = read_sheet(workbook([HEAD, ["Ana", "#N/A"]]), "list.xlsx")
    assert sheet.rows[0].cells == ("Ana", "")
    assert codes(sheet.notes) == ["error-cells"]


def test_merged_cells_hold_text_once_and_are_noted():
    def merge(book):
        book["Tab 1"].merge_cells("A2:A3")

    sheet = read_sheet(workbook([HEAD, ANA, [None, "X"]], prepare=merge), "list.xlsx")
    assert [row.cells for row in sheet.rows] == [("Ana", "Gilroy"), ("", "X")]
    assert codes(sheet.notes) == ["merged-cells"]


def test_filtered_rows_are_read_and_noted():
    def hide(book):
        book["Tab 1"].row_dimensions[2].hidden = True

    sheet = read_sheet(workbook([HEAD, ANA, ["Bo", "X"]], prepare=hide), "list.xlsx")
    assert len(sheet.rows) == 2
    assert codes(sheet.notes) == ["hidden-rows"]


def test_comments_do_not_reach_the_cells():
    def comment(book):
        book["Tab 1"]["A2"].comment = Comment("private", "me")

    assert cells(workbook([HEAD, ANA], prepare=comment)) == [("Ana", "Gilroy")]


def test_formatting_far_away_is_no_content():
    def colour(book):
        book["Tab 1"]["XFD1048576"].number_format = "0.00"

    assert cells(workbook([HEAD, ANA], prepare=colour)) == [("Ana", "Gilroy")]


def test_macros_are_left_behind_and_noted():
    data = rezip(workbook([HEAD, ANA]), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macro"})
    sheet = read_sheet(data, "list.xlsm")
    assert codes(sheet.notes) == ["macros-ignored"]


def test_links_to_other_files_are_left_behind_and_noted():
    link = b'<externalLink xmlns="x"><externalBook/></externalLink>'
    data = rezip(workbook([HEAD, ANA]), {"xl/externalLinks/externalLink1.xml": link})
    assert codes(read_sheet(data, "list.xlsx").notes) == ["links-ignored"]


def test_twenty_thousand_rows_are_read_from_a_workbook():
    body = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>n{n}</t></is></c></row>'
        for n in range(1, MAX_ROWS + 2)
    )
    assert len(read_sheet(with_tab(body), "list.xlsx").rows) == MAX_ROWS


def bomb(size: int) -> bytes:
    """Return a small workbook that says it unpacks to ``size`` bytes, and does."""
    return rezip(workbook([HEAD, ANA]), {"xl/sharedStrings.xml": b" " * size})


def liar() -> bytes:
    """Return a workbook whose directory understates the size of a part."""
    data = bytearray(rezip(workbook([HEAD, ANA]), {"xl/big.xml": b" " * 5_000_000}))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = (100).to_bytes(4, "little")
    return bytes(data)


def locked_part() -> bytes:
    data = bytearray(workbook([HEAD, ANA]))
    place = data.find(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


def twice_the_same_part() -> bytes:
    fresh = io.BytesIO(workbook([HEAD, ANA]))
    with zipfile.ZipFile(fresh, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    return fresh.getvalue()


def with_doctype() -> bytes:
    tab = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + tab_xml("<row/>").partition(b"?>")[2]
    return rezip(workbook([HEAD, ANA]), {"xl/worksheets/sheet1.xml": tab})


def with_second_tab_far() -> bytes:
    data = workbook([HEAD, ANA], [["x"]])
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return rezip(data, {"xl/worksheets/sheet2.xml": tab_xml(far)})


def shared_texts(*texts: str) -> bytes:
    """Return the part that holds the texts that cells share."""
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return f'<?xml version="1.0"?><sst xmlns="{SPACE}">{items}</sst>'.encode()


def showing(rows: int, *texts: str) -> bytes:
    """Return a workbook in which so many rows show the last of its shared texts."""
    last = len(texts) - 1
    body = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" t="s"><v>{last}</v></c></row>'
        for n in range(1, rows + 1)
    )
    links = (
        f'<Relationships xmlns="{LINKS}">'
        f'<Relationship Id="rId1" Type="{KIND}/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId9" Type="{KIND}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    ).encode()
    return rezip(
        with_tab(body),
        {"xl/sharedStrings.xml": shared_texts(*texts), "xl/_rels/workbook.xml.rels": links},
    )


def test_shared_texts_are_read():
    assert cells(showing(2, "x", "Zoë")) == [("2", "Zoë")]


def tab_by_another_name() -> bytes:
    """Return a workbook whose tab, far too wide, hides in a part of another kind."""
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    data = workbook([HEAD, ANA])
    links = zipfile.ZipFile(io.BytesIO(data)).read("xl/_rels/workbook.xml.rels")
    moved = links.replace(b"/xl/worksheets/sheet1.xml", b"/xl/hidden.rels")
    assert moved != links
    return rezip(data, {"xl/hidden.rels": tab_xml(far), "xl/_rels/workbook.xml.rels": moved})


ODS = b"application/vnd.oasis.opendocument.spreadsheet"
WHOLE = workbook([HEAD, ANA])

# name: (bytes, refusal, words in its sentence)
REFUSED = {
    "bomb by size": (lambda: bomb(MAX_UNPACKED + 1), refusals.ExpandsTooMuch, "unpack to far more"),
    "bomb by ratio": (lambda: bomb(8_000_000), refusals.ExpandsTooMuch, "unpack to far more"),
    "long text shown everywhere": (lambda: showing(2_000, "y" * 30_000), refusals.ExpandsTooMuch, "unpack to far more"),
    "1,001 parts": (lambda: rezip(WHOLE, {f"xl/p{n}.xml": b"" for n in range(1001)}), refusals.ExpandsTooMuch, "unpack"),
    "size told wrong": (liar, refusals.Damaged, "damaged"),
    "locked part": (locked_part, refusals.HasPassword, "password"),
    "one part twice": (twice_the_same_part, refusals.Damaged, "damaged"),
    "entities": (with_doctype, refusals.Damaged, "damaged"),
    "cell in the far corner": (lambda: with_tab('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), refusals.TabTooWide, "row 1,048,576"),
    "far corner in a part of another kind": (tab_by_another_name, refusals.TabTooWide, "row 1,048,576"),
    "far corner on another tab": (with_second_tab_far, refusals.TabTooWide, "column 16,384"),
    "201 columns": (lambda: workbook([[f"c{n}" for n in range(201)], [1] * 201]), refusals.TooManyColumns, "201 columns"),
    "one cell far right": (lambda: with_tab('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'), refusals.TooManyColumns, "16,384 columns"),
    "20,001 rows": (lambda: with_tab("".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, MAX_ROWS + 3))), refusals.TooManyRows, "20,000 rows"),
    "no tab with content": (lambda: workbook([], []), refusals.EmptyFile, "is empty"),
    "headings only": (lambda: workbook([HEAD]), refusals.NoRows, "nobody under it"),
    "cut in half": (lambda: WHOLE[: len(WHOLE) // 2], refusals.Damaged, "damaged"),
    "cut at the end": (lambda: WHOLE[:-1], refusals.Damaged, "damaged"),
    "broken xml": (lambda: rezip(WHOLE, {"xl/worksheets/sheet1.xml": b"<worksheet><row>"}), refusals.Damaged, "damaged"),
    "tab missing": (lambda: rezip(WHOLE, {"xl/worksheets/sheet1.xml": None}), refusals.Damaged, "damaged"),
    "workbook part broken": (lambda: rezip(WHOLE, {"xl/workbook.xml": b"<x"}), refusals.Damaged, "damaged"),
    "renamed zip": (lambda: zipped({"list.csv": b"a,b"}), refusals.IsZip, "unpack it"),
    "empty zip": (lambda: zipped({}), refusals.IsZip, "unpack it"),
    "word document": (lambda: zipped({"word/document.xml": b"<x/>"}), refusals.IsAnotherKind, "is a Word document"),
    "slide show": (lambda: zipped({"ppt/presentation.xml": b"<x/>"}), refusals.IsAnotherKind, "is a slide show"),
    "binary workbook": (lambda: zipped({"xl/workbook.bin": b"x"}), refusals.IsOldWorkbook, "(.xlsb)"),
    "opendocument": (lambda: zipped({"mimetype": ODS}), refusals.IsOldWorkbook, "(.ods)"),
    "numbers": (lambda: zipped({"Index/Document.iwa": b"x"}), refusals.IsOldWorkbook, "Apple Numbers"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED.keys())
def test_workbook_is_refused_with_its_sentence(case):
    make, refusal, words = case
    data = make()
    with pytest.raises(refusal) as caught:
        read_sheet(data, "list.csv")
    assert type(caught.value) is refusal
    assert words in str(caught.value)


def test_a_bomb_is_refused_without_unpacking_it():
    data = bomb(60_000_000)
    assert len(data) < 100_000
    tracemalloc.start()
    with pytest.raises(refusals.ExpandsTooMuch):
        read_sheet(data, "list.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_directory_of_absurd_length_is_refused_before_it_is_listed():
    data = bytearray(WHOLE)
    data[-22 + 12 : -22 + 16] = (50_000_000).to_bytes(4, "little")
    with pytest.raises(refusals.ExpandsTooMuch):
        read_sheet(bytes(data), "list.xlsx")
