"""The errors file: download, fix, upload only those rows."""

from __future__ import annotations

from sheet_samples import FIELDS, carried_out, mapped, sheet_of

from thousandfold_core.sheets.errors_file import errors_file
from thousandfold_core.sheets.mapping import Field, suggest
from thousandfold_core.sheets.plan import plan
from thousandfold_core.sheets.reading import read_sheet
from thousandfold_core.sheets.writing import to_csv

NEEDED = [Field("full_name", "Name", required=True), Field("email", "E-mail", kind="email")]


def errors(*lines: str, fields=FIELDS, **more) -> list[list[str]]:
    sheet = sheet_of(*lines)
    mapping = suggest(sheet.headers, fields)
    return errors_file(plan(sheet, mapping), sheet, mapping, **more)


def test_a_file_without_faults_gives_headings_only():
    assert errors("Name,Email", "Ana,a@x.org") == [["Name", "Email", "problem"]]


def test_a_skipped_row_comes_back_with_its_reason():
    table = errors("Name,E-mail", "Ana,a@x.org", ",b@x.org", fields=NEEDED)
    assert table[1:] == [["", "b@x.org", "“Name” is missing."]]


def test_a_row_of_which_a_value_was_left_out_comes_back_too():
    table = errors("Name,Email", "Ana,nowhere")
    assert table[1][:2] == ["Ana", "nowhere"]
    assert table[1][2] == "“Email” was left out: “nowhere” is not a usable e-mail address."


def test_a_row_left_out_on_purpose_does_not_come_back():
    sheet = sheet_of("Name,Email", "Ana,a@x.org")
    mapping = mapped(sheet)
    skipped = plan(sheet, mapping, decisions={2: "skip"})
    assert len(errors_file(skipped, sheet, mapping)) == 1


def test_cells_over_come_back_in_columns_of_their_own():
    table = errors("Name,Email", "Ruiz,Ana,a@x.org", "Bo,b@x.org")
    assert table[0] == ["Name", "Email", "Column 3", "problem"]
    assert table[1][:3] == ["Ruiz", "Ana", "a@x.org"]


def test_columns_never_read_do_not_come_back():
    table = errors("Name,Email,SSN,Home address", "Ana,nowhere,123-45-6789,1 Elm St")
    assert table[0] == ["Name", "Email", "problem"]


def test_all_rows_of_a_person_come_back():
    table = errors("ID,Name,Email", "1,Ana,nowhere", "1,Ana,elsewhere")
    assert [row[2] for row in table[1:]] == ["nowhere", "elsewhere"]


def test_reasons_and_heading_can_be_translated():
    table = errors("Name,Email", "Ana,x", say=lambda note: note.code, heading="problema")
    assert (table[0][-1], table[1][-1]) == ("problema", "value-left-out")


def test_the_corrected_file_is_taken_and_creates_nobody_twice():
    sheet = sheet_of("Name,Email", "Ana Ruiz,nowhere", "Bo Lim,b@x.org", ",c@x.org")
    mapping = suggest(sheet.headers, [*NEEDED, Field("town", "Town")])
    first = plan(sheet, mapping)
    here = carried_out(first)
    text = to_csv(errors_file(first, sheet, mapping)).decode("utf-8-sig")
    fixed = read_sheet(
        text.replace(",nowhere,", ",a@x.org,").replace("\n,c@", "\nCy,c@").encode(), "fixed.csv"
    )
    again = plan(fixed, suggest(fixed.headers, mapping.fields, fixed.rows), here)
    assert len(fixed.rows) == 2
    assert [row.status for row in again.rows] == ["duplicate_suspect", "created"]
    settled = plan(fixed, suggest(fixed.headers, mapping.fields), here, decisions={2: here[0].id})
    assert [(c.field, c.after) for c in settled.rows[0].changes] == [("email", "a@x.org")]
