"""The door as a person meets it: choose any file; it becomes people or a sentence that helps.

Every file here goes through the pages, from choosing it to the list, or to the sentence
under the field. Whatever happens, who was on the list before is still there.
"""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.sheets.sheet_samples import look_alike_a, look_alike_b, workbook
from factories.calls import make_nomination
from thousandfold.base.usecases import working
from thousandfold.recruitment.models import Call, Nomination, Upload
from thousandfold_core.sheets.limits import MAX_ROWS
from thousandfold_core.sheets.reading import read_sheet

SCRIPTS = [
    ("Nguyễn Thị Hà", "San José"),
    ("مريم", "غزة"),
    ("王伟", "聖荷西"),
    ("Zoë 👩\u200d🌾", "León"),
]
PLAIN = "full name,town\n" + "".join(f"{name},{town}\n" for name, town in SCRIPTS)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(200))


@pytest.fixture(autouse=True)
def here_before(call: Call) -> Nomination:
    """Somebody who is on the list before any file comes."""
    return make_nomination(call, "Ana Ruiz", email="ana@example.org", town="Gilroy")


@pytest.fixture(autouse=True)
def nothing_lost(here_before: Nomination) -> Any:
    """Whatever the file does, the person before it is as they were."""
    yield
    was = (here_before.name, here_before.email, here_before.town, here_before.state)
    row = Nomination.objects.get(pk=here_before.pk)
    assert (row.name, row.email, row.town, row.state) == was


def choose(desk: Client, call: Call, data: bytes, name: str = "list.csv") -> Any:
    """Choose a file on the page; the page that answers."""
    path = f"/h/{call.host.slug}/recruit/{call.pk}/import/"
    return desk.post(path, {"file": SimpleUploadedFile(name, data)}, follow=True)


def look(desk: Client, columns: Any, **choices: str) -> Any:
    """From the columns to the dry run; a long list says first that it takes a moment."""
    page = desk.post(columns.request["PATH_INFO"], {"policy": "keep-existing", **choices})
    return desk.get(page.headers["Location"] + "?go=1")


def carry_out(desk: Client, seen: Any) -> Any:
    """From the dry run to the batch."""
    path = seen.request["PATH_INFO"] + "apply/"
    return desk.post(path, {"seen": seen.context["seen"]}, follow=True)


def text_of(page: Any) -> str:
    """What a page says."""
    return html.unescape(page.content.decode())


def new_people(call: Call) -> set[tuple[str, str]]:
    """Names and towns of those the file brought."""
    rows = call.nominations.exclude(name="Ana Ruiz")
    return set(rows.values_list("name", "town"))


def done_by_a_worker(desk: Client, asked: Any) -> Any:
    """What longer work made, once a worker did it; the page that its own page leads to."""
    working.do(asked.context["job"].pk)
    seen = desk.get(asked.request["PATH_INFO"])
    return desk.get(seen.context["job"].leads_to)


def came_in(desk: Client, call: Call, data: bytes, name: str = "list.csv", **choices: str) -> Any:
    """A file taken all the way; the page of its batch."""
    return carry_out(desk, look(desk, choose(desk, call, data, name), **choices))


# files that become people


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe" + PLAIN.encode("utf-16-le"),
        b"\xfe\xff" + PLAIN.encode("utf-16-be"),
        b"\xff\xfe" + PLAIN.replace(",", "\t").encode("utf-16-le"),
    ],
    ids=["little end first", "big end first", "unicode text of a spreadsheet program"],
)
def test_utf_16_comes_in_with_every_letter(call: Call, desk: Client, data: bytes) -> None:
    page = came_in(desk, call, data)
    assert "4 people new on the list" in text_of(page)
    assert new_people(call) == set(SCRIPTS)


def test_headings_that_appear_twice_are_numbered_told_and_both_usable(
    call: Call, desk: Client
) -> None:
    data = b"name,town,town,town\nBo Lim,Hollister,Morgan Hill,\n"
    page = choose(desk, call, data)
    assert "Headings that appear twice were numbered: town (2), town (3)." in text_of(page)
    seen = look(desk, page, **{"column-1": "leave", "column-2": "field:town"})
    carry_out(desk, seen)
    assert new_people(call) == {("Bo Lim", "Morgan Hill")}


SIGNS = ["=1+1", '=HYPERLINK("http://x.example","pay")', "+14085550100", "-2+3", "@SUM(A1)"]


def test_what_looks_like_a_formula_is_kept_as_written_and_leaves_harmless(
    call: Call, desk: Client
) -> None:
    rows = "".join(f"P{n} Lim,'{sign}\n" for n, sign in enumerate(SIGNS[2:])).replace("'", "")
    quoted = "".join(
        f'Q{n} Lim,"{sign}"\n' for n, sign in enumerate(s.replace('"', '""') for s in SIGNS[:2])
    )
    came_in(desk, call, ("name,town\n" + rows + quoted).encode())
    assert {town for _name, town in new_people(call)} == set(SIGNS)
    assert_leaves_harmless(desk, call, set(SIGNS))


def assert_leaves_harmless(desk: Client, call: Call, kept: set[str]) -> None:
    """The download holds the same texts, none of which a spreadsheet program would run."""
    path = f"/h/{call.host.slug}/recruit/{call.pk}/bulk/"
    answer = desk.post(path, {"action": "csv", "everything": "1", "go": "1"})
    assert not any(f",{sign}".encode() in answer.content for sign in "=+-@")
    assert b',"=' not in answer.content
    assert kept <= set(read_sheet(answer.content, "back.csv").column("Town"))


def test_formulas_of_a_workbook_give_what_was_last_seen_in_them(call: Call, desk: Client) -> None:
    data = workbook([["name", "town"], ["Bo Lim", "=CONCAT(A1)"], ["Cy Lim", "'=2+2"]])
    page = choose(desk, call, data, "list.xlsx")
    assert "Formulas without a saved result, read as blank: 1." in text_of(page)
    carry_out(desk, look(desk, page))
    assert new_people(call) == {("Bo Lim", ""), ("Cy Lim", "=2+2")}
    assert_leaves_harmless(desk, call, {"=2+2"})


def test_as_many_rows_as_we_take_come_in_and_go_back_with_one_press(
    call: Call, desk: Client
) -> None:
    lines = "".join(f"n{n},Person {n} Lim,Town {n % 9}\n" for n in range(MAX_ROWS))
    asked = came_in(desk, call, ("reference,name,town\n" + lines).encode())
    assert "Importing a long list" in text_of(asked) and call.nominations.count() == 1
    page = done_by_a_worker(desk, asked)
    assert "20,000 people new on the list" in text_of(page)
    assert call.nominations.count() == MAX_ROWS + 1
    back = desk.post(page.request["PATH_INFO"] + "undo/", follow=True)
    assert back.status_code == 200
    assert call.nominations.count() == 1


@pytest.mark.parametrize(
    ("data", "count", "one"),
    [
        (look_alike_a(), 150, {"reference": "p7", "name": "given7 family7", "town": "city7"}),
        (look_alike_b(), 100, {"reference": "1", "name": "Zoë Ñandú 0", "town": "Town 0"}),
    ],
    ids=["numbered contacts", "accents and addresses"],
)
def test_a_file_as_assemblies_publish_it_comes_in_unchanged(
    call: Call, desk: Client, data: bytes, count: int, one: dict[str, str]
) -> None:
    page = came_in(desk, call, data, "respondents_raw.csv")
    assert f"{count} people new on the list" in text_of(page)
    assert call.nominations.get(reference=one["reference"], name=one["name"]).town == one["town"]
    assert call.nominations.count() == count + 1


# files that end in a sentence


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"name,town\n", "list.csv", "“list.csv” has a heading row but nobody under it"),
        (b"", "list.csv", "“list.csv” is empty: choose the file that holds"),
        (b"\xef\xbb\xbf\r\n", "list.csv", "“list.csv” is empty: choose the file that holds"),
        (PNG, "list.xlsx", "“list.xlsx” is a picture, not a spreadsheet: save the list"),
        (
            (",".join(f"c{n}" for n in range(300)) + "\n" + ",".join("1" * 300)).encode(),
            "wide.csv",
            "“wide.csv” has 300 columns and we read at most 200: delete those not needed.",
        ),
        (
            workbook([[f"c{n}" for n in range(300)], list(range(300))]),
            "wide.xlsx",
            "“wide.xlsx” has 300 columns and we read at most 200: delete those not needed.",
        ),
        (
            b"name\n" + b"Ana\n" * (MAX_ROWS + 1),
            "long.csv",
            "“long.csv” has more than 20,000 rows: split it into smaller files.",
        ),
    ],
    ids=[
        "headings only",
        "no byte",
        "only a mark",
        "picture",
        "300 columns",
        "300 in a workbook",
        "rows",
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(
    call: Call, desk: Client, data: bytes, name: str, sentence: str
) -> None:
    page = choose(desk, call, data, name)
    assert page.status_code == 422
    assert sentence in text_of(page)
    assert 'type="file"' in page.content.decode()
    assert not Upload.objects.exists()


def test_without_a_file_the_page_asks_for_one(call: Call, desk: Client) -> None:
    page = desk.post(f"/h/{call.host.slug}/recruit/{call.pk}/import/", {})
    assert "Choose the file that holds your list." in text_of(page)
