"""Files for the import tests, all made here: look-alikes, workbooks, damaged and renamed."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence

from openpyxl import Workbook

from thousandfold_core.sheets.mapping import Field, Mapping, suggest
from thousandfold_core.sheets.outcomes import ImportPlan, Known
from thousandfold_core.sheets.reading import Sheet, read_sheet
from thousandfold_core.sheets.spellings import SPELLINGS

KINDS = {"email": "email", "phone": "phone", "languages": "multi"}
FIELDS = tuple(
    Field(key, key.replace("_", " ").capitalize(), names, KINDS.get(key, "text"))
    for key, names in SPELLINGS.items()
)

# The headings of two files that assemblies published; the people below are invented.
FIXTURE_A = [
    "nationbuilder_id",
    "first_name",
    "last_name",
    "email",
    "mobile_number",
    "primary_address1",
    "primary_address2",
    "primary_city",
    "primary_zip",
    "Gender",
    "age_bracket",
    "geo_bucket",
    "edu_level",
]
FIXTURE_B = [
    "unique_id",
    "first_name",
    "last_name",
    "age_bucket",
    "economic_stability",
    "gender",
    "age",
    "ethnicity",
    "address_line_1",
    "province",
    "town",
    "education",
    "money_fairness",
    "env_daily_life",
    "belong_shared_space",
    "education_next_gen",
]
NAMES = ("Zoë Ñandú", "Li Zemin", "Adama Keïta", "Ana Bragança", "Mei Hua-Lin", "Sam O'Dell")


def csv_bytes(
    rows: Iterable[Sequence[object]], encoding: str = "utf-8", between: str = ","
) -> bytes:
    """Return rows as a plain CSV file, written by the standard library."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=between, lineterminator="\n").writerows(rows)
    return text.getvalue().encode(encoding)


def look_alike_a(count: int = 150) -> bytes:
    """A pool whose e-mails and phones were blanked out by numbering, as published."""
    rows = [
        [f"p{n}", f"given{n}", f"family{n}", f"email{n}", f"mobile{n}", f"{n} Elm St", "",
         f"city{n}", f"zip{n}", ("Male", "Female")[n % 2], ("16-29", "30-44", "45-59")[n % 3],
         f"Area {n % 8}", f"Level {n % 4}"]
        for n in range(count)
    ]  # fmt: skip
    return csv_bytes([FIXTURE_A, *rows])


def look_alike_b(count: int = 100) -> bytes:
    """A pool with accents, addresses that hold commas, and answers as small numbers."""
    rows = [
        [n + 1, *f"{NAMES[n % 6]} {n}".split(" ", 1), ("Youth", "Elderly")[n % 2], "High", "Female", 20 + n % 50,
         "Artis", f"Flat {n}, 15 Maple Avenue", f"Province {n % 5}", f"Town {n % 7}", n % 4 + 1,
         n % 4 + 1, 1, 2, 3]
        for n in range(count)
    ]  # fmt: skip
    return csv_bytes([FIXTURE_B, *rows])


def workbook(*tabs: Sequence[Sequence[object]], prepare: Callable | None = None) -> bytes:
    """Return a workbook with these tabs, written by openpyxl; ``prepare`` may alter it."""
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(tabs, 1):
        page = book.create_sheet(f"Tab {number}")
        for row in rows:
            page.append(row)
    if prepare:
        prepare(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def rezip(data: bytes, change: dict[str, bytes | None], stored: bool = False) -> bytes:
    """Return a zip with some parts replaced, added, or (None) taken out."""
    fresh = io.BytesIO()
    form = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(fresh, "w", form) as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, body in change.items():
            if body is not None:
                new.writestr(name, body)
    return fresh.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a zip of parts."""
    fresh = io.BytesIO()
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as new:
        for name, body in parts.items():
            new.writestr(name, body)
    return fresh.getvalue()


def tab_xml(rows: str) -> bytes:
    """Return a worksheet part around raw row elements."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?><worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def with_tab(rows: str) -> bytes:
    """Return a workbook whose only tab is made of raw row elements."""
    return rezip(workbook([["x"]]), {"xl/worksheets/sheet1.xml": tab_xml(rows)})


def sheet_of(*lines: str) -> Sheet:
    """Read a small CSV given as lines."""
    return read_sheet("\n".join(lines).encode(), "list.csv")


def mapped(sheet: Sheet, fields: Sequence[Field] = FIELDS) -> Mapping:
    """Return the mapping suggested for a sheet."""
    return suggest(sheet.headers, fields, sheet.rows)


def carried_out(plan: ImportPlan, existing: Sequence[Known] = ()) -> list[Known]:
    """Return who is here after the import: what a site would store."""
    people = {known.id: dict(known.values) for known in existing}
    for row in plan.rows:
        if row.status == "created":
            people[f"new-{len(people)}"] = dict(row.values)
        for change in row.changes:
            people[row.known_id][change.field] = change.after
    return [Known(key, values) for key, values in people.items()]


def codes(notes: Iterable) -> list[str]:
    """Return the codes of notes."""
    return [item.code for item in notes]
