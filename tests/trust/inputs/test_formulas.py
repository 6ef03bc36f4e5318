"""No file that leaves the site holds a cell that acts, and none loses a value (spec IN-5)."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

import thousandfold
from core.sheets.sheet_samples import csv_bytes
from core.sheets.test_sheet_formula_cells import HARMLESS, PAYLOADS
from factories.calls import make_call, make_nomination
from factories.hosts import make_host, make_viewer
from promises.looking.people import signed_in
from thousandfold.base.choices import RoleKind
from thousandfold.base.scope import inside
from thousandfold.recruitment.models import Nomination, Upload
from thousandfold_core.sheets.cleaning import clean_cell
from thousandfold_core.sheets.reading import read_sheet

pytestmark = pytest.mark.django_db
#: What a nomination says of somebody in words of others.
TEXTS = ("name", "phone", "organisation", "role", "town", "nominator_name", "reference")
#: Sizes of columns end some of the longest.
WORDS = [one for one in (*PAYLOADS, *HARMLESS) if "\0" not in one]


@pytest.fixture
def desk(db):
    """Staff who just proved who they are, and a call whose every text is a payload."""
    host = make_host("formulas")
    staff = make_viewer(host, RoleKind.STAFF)
    with (
        inside(host),
        patch("thousandfold.recruitment.views.bulk.must_prove", lambda request: False),
    ):
        call = make_call(host, title="=1+1", columns=["=HYPERLINK(1)", "plain"])
        for number, word in enumerate(WORDS):
            turned = WORDS[number:] + WORDS[:number]
            given = {name: fitting(name, turned[at]) for at, name in enumerate(TEXTS)}
            others = {"=HYPERLINK(1)": word, "plain": turned[9]}
            make_nomination(call, **{**given, "name": fitting("name", word) or "x"}, others=others)
        yield signed_in(staff.account), call


def fitting(name: str, word: str) -> str:
    """As much of a word as the column takes."""
    return word[: Nomination._meta.get_field(name).max_length]


def acts(cell: str) -> bool:
    """Whether a spreadsheet program could take a cell, or a line of it, for something to do.

    Written apart from the code that it judges: by Unicode's own categories.
    """
    if cell[:1] in ("\t", "\r", "\n"):
        return True
    for line in re.split(r"\r\n|\r|\n", cell):
        seen = [ch for ch in line if unicodedata.category(ch)[0] not in "ZC"]
        if seen and unicodedata.normalize("NFKC", seen[0])[:1] in tuple("=+-@|\u2212"):
            return True
    return False


def cells_of_csv(data: bytes) -> list[list[str]]:
    """The cells, as a parser gives them."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def live_cells(data: bytes, kind: str) -> list[str]:
    """Cells of a download that would act when it is opened."""
    if kind == "csv":
        return [cell for row in cells_of_csv(data) for cell in row if acts(cell)]
    page = load_workbook(io.BytesIO(data)).active
    return [
        f"{cell.coordinate} {cell.data_type}"
        for row in page.iter_rows()
        for cell in row
        if cell.data_type not in ("s", "inlineStr", "n")
        or (cell.value is not None and not isinstance(cell.value, str))
    ]


def downloaded(desk: Any, kind: str) -> bytes:
    client, call = desk
    path = f"/h/{call.host.slug}/recruit/{call.pk}/bulk/"
    reply = client.post(path, {"action": kind, "everything": "1", "go": "1"}, secure=True)
    assert reply.headers["Content-Disposition"].endswith(f'.{kind}"')
    return reply.content


def test_there_are_sixty_of_them():
    assert len([one for one in PAYLOADS if acts(one)]) >= 60


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_of_a_list_acts_and_every_value_comes_back(desk, kind):
    data = downloaded(desk, kind)
    assert live_cells(data, kind) == []
    back = read_sheet(data, f"list.{kind}")
    rows = Nomination.objects.filter(call=desk[1]).order_by("pk")
    kept = dict(zip(back.column("Thousandfold id"), back.column("Town"), strict=True))
    assert kept == {str(row.pk): clean_cell(row.town) for row in rows}
    assert set(back.column("=HYPERLINK(1)")) == {clean_cell(one) for one in WORDS}


@pytest.mark.sabotage("test_no_cell_of_a_list_acts_and_every_value_comes_back")
def test_a_list_written_as_it_stands_is_noticed(desk):
    with patch("thousandfold_core.sheets.writing.neutralise", lambda cell: cell):
        assert len(live_cells(downloaded(desk, "csv"), "csv")) >= 60


@pytest.mark.sabotage("test_no_cell_of_a_list_acts_and_every_value_comes_back")
def test_a_workbook_with_formulas_is_noticed():
    from core.sheets.sheet_samples import workbook

    assert len(live_cells(workbook([["=1+1", "x"], ["#N/A", 5]]), "xlsx")) == 3


def test_rows_to_fix_do_not_act_either(desk):
    client, call = desk
    rows = [
        ["name", "email", "town"],
        *([f"{one}", "no address", one] for one in WORDS),
        ["", "x", "=1"],
    ]
    path = f"/h/{call.host.slug}/recruit/{call.pk}/import/"
    page = client.post(path, {"file": SimpleUploadedFile("l.csv", csv_bytes(rows))}, follow=True)
    seen = client.post(page.request["PATH_INFO"], {"policy": "keep-existing"}, follow=True)
    assert seen.status_code == 200
    upload = Upload.objects.get(call=call)
    problems = client.get(f"{path}{upload.pk}/problems.csv")
    found = cells_of_csv(problems.content)
    assert len(found) > 1
    assert live_cells(problems.content, "csv") == []


def test_what_leaves_is_written_in_one_place_only():
    assert other_writers(Path(thousandfold.__file__).parents[1]) == []


def other_writers(src: Path) -> list[str]:
    """Files of ours that write spreadsheets themselves."""
    writes = re.compile(
        r"csv\.(?:writer|DictWriter)|\bWorkbook\(|xlsxwriter|to_excel|content_type=\"text/csv\""
    )
    found = [
        str(one.relative_to(src))
        for one in src.rglob("*.py")
        if writes.search(one.read_text("utf-8"))
    ]
    return [one for one in found if one != "thousandfold_core/sheets/writing.py"]


@pytest.mark.sabotage("test_what_leaves_is_written_in_one_place_only")
def test_a_second_writer_is_noticed(tmp_path):
    (tmp_path / "planted.py").write_text("import csv\ncsv.writer(open('x'))\n")
    assert other_writers(tmp_path) == ["planted.py"]
