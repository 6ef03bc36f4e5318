"""Names in five scripts go in by every door and come out by every other, letter for letter.

Accents may be typed as one letter or as two signs (NFC, NFD); both are the same name.
"""

from __future__ import annotations

import html
import unicodedata
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factories.cohorts import make_cohort, make_member
from factories.people import make_person
from thousandfold.recruitment.models import Call, Nomination
from thousandfold.recruitment.views import bulk
from thousandfold_core.sheets.reading import read_sheet
from thousandfold_core.sheets.writing import to_csv, to_xlsx

NAMES = [
    "Nguyễn Thị Hà Đặng",
    "欧阳晓明",
    "歐陽曉明",
    "Ma. Teresa Peñaflor ᜋᜎᜌ",
    "Íñigo Güemes Peña",
    "مريم العلي",
]


def same(text: str) -> str:
    """A text with every accent joined to its letter."""
    return unicodedata.normalize("NFC", text)


def typed(desk: Client, call: Call, name: str) -> None:
    """Staff type a name into the form."""
    path = f"/h/{call.host.slug}/recruit/{call.pk}/nominations/add/"
    answer = desk.post(path, {"name": name, "town": "Gilroy"})
    assert answer.status_code == 302


def brought(desk: Client, call: Call, names: list[str], kind: str) -> None:
    """A file with these names is taken all the way."""
    rows = [["full name", "town"], *[[name, "Gilroy"] for name in names]]
    data = (to_csv if kind == "csv" else to_xlsx)(rows)
    file = SimpleUploadedFile(f"list.{kind}", data)
    columns = desk.post(
        f"/h/{call.host.slug}/recruit/{call.pk}/import/", {"file": file}, follow=True
    )
    there = desk.post(columns.request["PATH_INFO"], {"policy": "keep-existing"})
    seen = desk.get(there.headers["Location"] + "?go=1")
    path = seen.request["PATH_INFO"] + "apply/"
    desk.post(path, {"seen": seen.context["seen"]}, follow=True)


def lost(desk: Client, call: Call, names: list[str]) -> list[str]:
    """Names that do not come out as they went in: on pages, by the search, in files."""
    found = []
    for name in names:
        row = next((one for one in call.nominations.all() if same(one.name) == same(name)), None)
        found += [f"not kept: {name}"] if row is None else not_shown(desk, call, row, name)
    for kind in ("csv", "xlsx"):
        inside = [same(one) for one in column_of(desk, call, kind)]
        found += [f"not in the {kind}: {name}" for name in names if same(name) not in inside]
    return found


def not_shown(desk: Client, call: Call, row: Nomination, name: str) -> list[str]:
    """Pages that do not tell this name; the search is asked in both spellings and in capitals."""
    host = f"/h/{call.host.slug}"
    page = f"{host}/recruit/{call.pk}/nominations/{row.pk}/"
    forms = {unicodedata.normalize(form, name) for form in ("NFC", "NFD")}
    asked = [{"q": one} for one in sorted(forms | {name.upper()})]
    found = [] if same(name) in text(desk.get(page)) else [f"not on its page: {name}"]
    for one in asked:
        if f"nominations/{row.pk}/" not in text(desk.get(f"{host}/search/", one)):
            found.append(f"not found by {one['q']!a}: {name}")
    return found


def column_of(desk: Client, call: Call, kind: str) -> tuple[str, ...]:
    """The names in a download of the list."""
    path = f"/h/{call.host.slug}/recruit/{call.pk}/bulk/"
    answer = desk.post(path, {"action": kind, "everything": "1", "go": "1"})
    return read_sheet(answer.content, f"back.{kind}").column("Full name")


def text(page: Any) -> str:
    """What a page says."""
    return same(html.unescape(page.content.decode()))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("door", ["form", "csv", "xlsx"])
def test_names_in_five_scripts_come_out_as_they_went_in(
    call: Call, desk: Client, door: str, form: str
) -> None:
    names = [unicodedata.normalize(form, name) for name in NAMES]
    if door == "form":
        for name in names:
            typed(desk, call, name)
    else:
        brought(desk, call, names, door)
    assert lost(desk, call, names) == []


def test_names_in_five_scripts_are_printed(call: Call, desk: Client) -> None:
    """What is printed is a page for the browser's printer: no font of ours stands between."""
    cohort = make_cohort(call.host, 0)
    for name in NAMES:
        make_member(cohort, make_person(call.host, name))
    page = text(desk.get(f"/h/{call.host.slug}/recruit/cohorts/{cohort.pk}/members/cards/"))
    assert [name for name in NAMES if same(name) not in page] == []


@pytest.mark.sabotage("test_names_in_five_scripts_come_out_as_they_went_in")
def test_a_letter_that_is_lost_is_noticed(
    call: Call, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: a file written in the letters of Western Europe alone, and a search by bytes."""

    def narrow(rows: Any) -> bytes:
        return to_csv(
            [[str(one).encode("cp1252", "replace").decode("cp1252") for one in row] for row in rows]
        )

    typed(desk, call, NAMES[1])
    monkeypatch.setattr(bulk, "to_csv", narrow)
    assert lost(desk, call, NAMES[1:2]) == [f"not in the csv: {NAMES[1]}"]
