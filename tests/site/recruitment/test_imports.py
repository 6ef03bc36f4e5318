"""The import door: upload, columns, dry run, import, fix, undo."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from factories.calls import make_call, make_nomination, make_reviewer
from factories.hosts import AT
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import NotAllowed
from thousandfold.recruitment.models import Batch, Call, Upload
from thousandfold.recruitment.usecases import imports
from thousandfold.recruitment.usecases.bulk import undo_batch
from thousandfold.recruitment.usecases.refusals import (
    CallDecided,
    ListChanged,
    NothingToImport,
    UploadExpired,
)
from thousandfold_core.sheets.mapping import Mapping
from thousandfold_core.sheets.refusals import FieldTakenTwice, ForbiddenColumn, NotText
from thousandfold_core.sheets.writing import to_xlsx

#: A file as assemblies publish them: ids, names in two columns, places, columns for balance.
PUBLISHED = [
    "nationbuilder_id,first_name,last_name,email,mobile_number,primary_address1,primary_city,"
    "Gender,age_bracket",
    *[
        f"p{n},First{n},Last{n},email{n},mobile_number{n},{n} Oak Street,City{n % 3},"
        f"{'Female' if n % 2 else 'Male'},{'30-44' if n % 3 else '60+'}"
        for n in range(8)
    ],
]


def as_csv(rows: list[str]) -> bytes:
    """Rows as a plain file."""
    return "\n".join(rows).encode()


def bring(staff: Viewer, call: Call, data: bytes | str, name: str = "list.csv") -> Upload:
    """An upload with its suggested columns."""
    data = data.encode() if isinstance(data, str) else data
    return imports.upload_sheet(viewer=staff, call=call, data=data, filename=name, at=AT)


def run(staff: Viewer, call: Call, data: bytes | str, **changes: Any) -> Batch:
    """Upload and import."""
    upload = bring(staff, call, data)
    for name, value in changes.items():
        setattr(upload, name, value)
    upload.save()
    seen = imports.fingerprint(call)
    return imports.apply_upload(viewer=staff, upload=upload, seen=seen, at=AT)


def test_a_published_file_goes_through_unchanged(call, staff):
    batch = run(staff, call, as_csv(PUBLISHED))
    assert batch.counts["created"] == 8
    row = call.nominations.get(reference="p1")
    assert (row.name, row.town, row.state) == ("First1 Last1", "City1", "sent")
    assert row.others == {"Gender": "Female", "age_bracket": "30-44"}


def test_home_addresses_are_never_read(call, staff):
    run(staff, call, as_csv(PUBLISHED))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM recruitment_nomination")
        assert "Oak Street" not in str(cursor.fetchall())


def test_unusable_cells_are_left_out_and_given_back_with_their_reason(call, staff):
    batch = run(staff, call, as_csv(PUBLISHED))
    assert call.nominations.exclude(email="").count() == 0
    assert len(batch.problems) == 9
    assert "“email0” is not a usable e-mail address" in batch.problems[1][-1]


def test_a_workbook_gives_the_same_as_text(call, staff):
    upload = bring(staff, call, to_xlsx(row.split(",") for row in PUBLISHED), "list.xlsx")
    found, _mapping, _settled = imports.planned(upload, AT)
    assert found.counts["created"] == 8


def test_columns_kept_for_balance_stand_on_the_call(call, staff):
    run(staff, call, as_csv(PUBLISHED))
    call.refresh_from_db()
    assert call.columns == {"Gender": ["Female", "Male"], "age_bracket": ["30-44", "60+"]}


def test_importing_the_same_file_again_changes_nothing(call, staff):
    run(staff, call, as_csv(PUBLISHED))
    with pytest.raises(NothingToImport):
        run(staff, call, as_csv(PUBLISHED))


def test_a_blank_never_erases(call, staff):
    make_nomination(call, "Ana Ruiz", email="ana@example.org", town="Gilroy")
    head = "full name,email,town,organisation\n"
    run(staff, call, head + "Ana Ruiz,ana@example.org,,Local 19\n")
    row = call.nominations.get()
    assert (row.town, row.organisation) == ("Gilroy", "Local 19")


def test_what_is_here_stays_unless_the_file_is_to_be_believed(call, staff):
    make_nomination(call, "Ana Ruiz", email="ana@example.org", town="Gilroy")
    data = "full name,email,town\nAna Ruiz,ana@example.org,Hollister\n"
    with pytest.raises(NothingToImport):
        run(staff, call, data)
    run(staff, call, data, policy="use-file")
    assert call.nominations.get().town == "Hollister"


def test_several_rows_of_one_person_are_read_together(call, staff):
    data = "full name,email,town\nAna Ruiz,a@example.org,\nAna Ruiz,a@example.org,Gilroy\n"
    run(staff, call, data)
    assert call.nominations.get().town == "Gilroy"


def test_sectors_sides_and_languages_come_in_our_own_form(call, staff):
    data = "name,sector,side,languages\nAna,Labor,inside government,spanish; English\n"
    run(staff, call, data)
    row = call.nominations.get()
    assert (row.sector, row.side, row.languages) == ("union", "inside", ["Spanish", "English"])
    with pytest.raises(NothingToImport):
        run(staff, call, data)


def test_notes_are_sealed_and_can_be_imported_again_without_change(call, staff):
    data = "name,email,notes\nAna,a@example.org,Held the strike together\n"
    run(staff, call, data)
    assert call.nominations.get().story == {"notes": "Held the strike together"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT story FROM recruitment_nomination")
        assert "strike" not in cursor.fetchone()[0]
    with pytest.raises(NothingToImport):
        run(staff, call, data)


def test_a_row_that_names_nobody_is_left_out_with_its_reason(call, staff):
    data = "name,reference,town\nAna,1,Gilroy\n,2,Gilroy\n,,Gilroy\n"
    batch = run(staff, call, data)
    assert (batch.counts["created"], batch.counts["skipped"]) == (1, 2)
    assert "“Full name” is missing" in batch.problems[1][-1]


def test_a_cell_longer_than_we_keep_is_cut_and_said(call, staff):
    upload = bring(staff, call, f"name,town\nAna,{'x' * 500}\n")
    _found, _mapping, settled = imports.planned(upload, AT)
    assert settled.cut == 1
    seen = imports.fingerprint(call)
    imports.apply_upload(viewer=staff, upload=upload, seen=seen, at=AT)
    assert len(call.nominations.get().town) == 400


def test_suspects_wait_for_a_human(call, staff):
    row = make_nomination(call, "Ana Ruiz", email="ana@example.org")
    upload = bring(staff, call, "name,email,town\nAnna Ruiz,ana@example.org,Gilroy\n")
    found, _mapping, _settled = imports.planned(upload, AT)
    assert found.counts["duplicate_suspect"] == 1
    saved = imports.decide_rows(viewer=staff, upload=upload, decisions={2: str(row.pk)}, at=AT)
    found, _mapping, _settled = imports.planned(saved, AT)
    assert found.counts["updated"] == 1


def test_a_row_of_the_file_is_named_in_the_readers_language(call: Call, desk: Client) -> None:
    data = b"name,email\nAna Ruiz,ana@example.org\nAnna Ruiz,ana@example.org\n"
    columns = upload_by_form(desk, call, data).headers["Location"]
    look = desk.post(columns, {}).headers["Location"]
    desk.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    row = desk.get(look).context["rows"][1]
    assert "Ana Ruiz (fila 2)" in row["why"]
    assert "Ana Ruiz (fila 2)" in str(row["options"])
    assert "row 2" not in str(row)


def test_an_import_is_one_batch_and_one_undo(call, staff):
    make_nomination(call, "Ana Ruiz", email="ana@example.org")
    data = "name,email,town,Gender\nAna Ruiz,ana@example.org,Gilroy,F\nBo,b@example.org,,M\n"
    batch = run(staff, call, data, choices={"Gender": "balance"})
    assert call.nominations.count() == 2
    done = undo_batch(viewer=staff, batch=batch, at=AT)
    assert (done.back, done.kept) == (2, 0)
    row = call.nominations.get()
    assert (row.town, row.others) == ("", {})
    call.refresh_from_db()
    assert call.columns == {}


def test_undo_of_an_import_keeps_people_somebody_worked_on(call, staff):
    batch = run(staff, call, "name\nAna\nBo\n")
    row = call.nominations.get(name="Ana")
    row.version += 1
    row.save()
    done = undo_batch(viewer=staff, batch=batch, at=AT)
    assert (done.back, done.kept) == (1, 1)
    assert call.nominations.get() == row


def test_the_uploaded_rows_are_gone_after_the_import(call, staff):
    run(staff, call, as_csv(PUBLISHED))
    assert not Upload.objects.exists()


def test_the_uploaded_rows_are_unreadable_in_the_database(call, staff):
    bring(staff, call, as_csv(PUBLISHED))
    with connection.cursor() as cursor:
        cursor.execute("SELECT sheet FROM recruitment_upload")
        assert "First1" not in cursor.fetchone()[0]


def test_after_seven_days_uploads_and_error_files_are_gone(call, staff):
    upload = bring(staff, call, as_csv(PUBLISHED))
    batch = run(staff, call, as_csv(PUBLISHED))
    late = AT + timedelta(days=8)
    with pytest.raises(UploadExpired):
        imports.planned(upload, late)
    assert imports.sweep_uploads(at=late) == 2
    batch.refresh_from_db()
    assert batch.problems is None
    assert not Upload.objects.exists()
    assert imports.sweep_uploads(at=late) == 0


def test_a_list_changed_since_looking_is_looked_at_again(call, staff):
    upload = bring(staff, call, as_csv(PUBLISHED))
    seen = imports.fingerprint(call)
    make_nomination(call, "First1 Last1")
    with pytest.raises(ListChanged):
        imports.apply_upload(viewer=staff, upload=upload, seen=seen, at=AT)


def test_a_renamed_binary_is_refused(call, staff):
    with pytest.raises(NotText):
        bring(staff, call, b"\x00\x01\x02\x03" * 50, "list.csv")


def test_utf_16_and_double_headings_are_read(call, staff):
    upload = bring(staff, call, "name,name\nÁna,x\n".encode("utf-16"))
    found, mapping, _settled = imports.planned(upload, AT)
    assert found.rows[0].values["full_name"] == "Ána"
    assert [column.header for column in mapping.columns] == ["name", "name (2)"]


def test_a_forbidden_column_cannot_be_chosen(call, staff):
    upload = bring(staff, call, "name,citizenship\nAna,x\n")
    with pytest.raises(ForbiddenColumn):
        imports.map_columns(
            viewer=staff,
            upload=upload,
            choices={"citizenship": "balance"},
            policy="keep-existing",
            at=AT,
        )


def test_one_field_cannot_be_two_columns(call, staff):
    upload = bring(staff, call, "name,town,city\nAna,x,y\n")
    choices = {"town": "field:town", "city": "field:town"}
    with pytest.raises(FieldTakenTwice):
        imports.map_columns(
            viewer=staff, upload=upload, choices=choices, policy="keep-existing", at=AT
        )


def test_a_balance_column_may_be_called_like_a_field(call, staff):
    data = "name,sector,Sector of work\nAna,union,a\nBo,faith,b\nCy,faith,b\nDi,faith,a\n"
    choices = {"sector": "balance", "Sector of work": "field:sector"}
    run(staff, call, data, choices=choices)
    row = call.nominations.get(name="Ana")
    assert (row.sector, row.others) == ("a", {"sector": "union"})


def test_a_heading_with_quotes_can_be_filtered_by(call: Call, staff: Viewer, desk: Client) -> None:
    data = 'name,"a ""b"" c"\nAna,x\nBo,y\nCy,x\nDi,y\n'
    run(staff, call, data, choices={'a "b" c': "balance"})
    path = f"/h/{call.host.slug}/recruit/{call.pk}/nominations/?column=0&value=y"
    assert [row.name for row in desk.get(path).context["rows"]] == ["Bo", "Di"]


def test_reviewers_import_nothing(call):
    viewer, _seat = make_reviewer(call)
    with pytest.raises(NotAllowed):
        bring(viewer, call, as_csv(PUBLISHED))


def test_a_decided_call_takes_no_list(here, staff):
    with pytest.raises(CallDecided):
        bring(staff, make_call(here, state="decided"), as_csv(PUBLISHED))


# the pages


def upload_by_form(desk: Client, call: Call, data: bytes, name: str = "list.csv") -> Any:
    """Choose a file on the page."""
    path = f"/h/{call.host.slug}/recruit/{call.pk}/import/"
    return desk.post(path, {"file": SimpleUploadedFile(name, data)})


def test_the_pages_lead_from_file_to_batch(call: Call, desk: Client) -> None:
    answer = upload_by_form(desk, call, as_csv(PUBLISHED))
    columns = answer.headers["Location"]
    text = desk.get(columns).content.decode()
    assert "never read" in text
    assert "First0 Last0" in text
    answer = desk.post(columns, {"policy": "keep-existing"})
    look = answer.headers["Location"]
    page = desk.get(look)
    assert page.context["counts"]["created"] == 8
    answer = desk.post(look + "apply/", {"seen": page.context["seen"]})
    text = desk.get(answer.headers["Location"]).content.decode()
    assert "8 people new on the list" in text
    assert "Rows to fix" in text
    assert desk.get(answer.headers["Location"] + "problems.csv").status_code == 200


def test_a_file_that_cannot_be_read_is_said_on_the_page(call: Call, desk: Client) -> None:
    answer = upload_by_form(desk, call, b"%PDF-1.7 something", "list.csv")
    assert answer.status_code == 422
    assert "a PDF" in answer.content.decode()
    assert not Upload.objects.exists()


def test_the_preview_follows_the_choices_and_keeps_nothing(call: Call, desk: Client) -> None:
    columns = upload_by_form(desk, call, b"name,town\nAna,Gilroy\n").headers["Location"]
    page = desk.post(columns + "preview/", {"column-0": "field:full_name", "column-1": "leave"})
    text = page.content.decode()
    assert 'id="preview"' in text
    assert "Ana" in text
    assert "Gilroy" not in text
    assert Upload.objects.get().choices == {}


def test_the_preview_says_values_as_pages_do(call: Call, desk: Client) -> None:
    data = b"name,sector,side\nBo,labor,inside\n"
    page = desk.get(upload_by_form(desk, call, data).headers["Location"])
    said = {str(label): str(value) for label, value in page.context["people"][0]["said"]}
    assert said == {"Sector": "Union", "Inside or outside government": "Inside government"}


def test_a_change_says_values_as_pages_do(call: Call, desk: Client) -> None:
    make_nomination(call, "Bo Lim", email="bo@example.org", sector="faith")
    data = b"name,email,sector,side\nBo Lim,bo@example.org,labor,inside\n"
    columns = upload_by_form(desk, call, data).headers["Location"]
    row = desk.get(desk.post(columns, {}).headers["Location"]).context["rows"][0]
    assert [tuple(map(str, one)) for one in row["changes"]] == [
        ("Inside or outside government", "", "Inside government")
    ]
    assert [tuple(map(str, one)) for one in row["kept"]] == [
        ("Sector", "Congregation or faith group", "Union")
    ]


def test_a_download_that_comes_back_brings_no_scores_to_balance_by(call, staff):
    lines = [f"Person {n},,{'said yes' if n % 2 else 'waiting'},{n % 2 + 7}" for n in range(8)]
    data = "\n".join(["Full name,Thousandfold id,Where it stands,Average score", *lines])
    _found, mapping, _settled = imports.planned(bring(staff, call, data), AT)
    assert [column.use for column in mapping.columns] == ["field", "field", "leave", "leave"]


def test_without_script_a_button_shows_the_people_anew(call: Call, desk: Client) -> None:
    columns = upload_by_form(desk, call, b"name,town\nAna,Gilroy\n").headers["Location"]
    page = desk.post(columns, {"column-0": "field:full_name", "column-1": "leave", "look": "1"})
    assert page.context["people"] == [{"name": "Ana", "said": []}]
    assert Upload.objects.get().choices == {}


def test_two_columns_for_one_field_are_said_on_the_page(call: Call, desk: Client) -> None:
    columns = upload_by_form(desk, call, b"name,town\nAna,Gilroy\n").headers["Location"]
    given = {"column-0": "field:town", "column-1": "field:town"}
    page = desk.post(columns, given)
    assert page.status_code == 422
    assert "choose one of the two columns" in page.content.decode()


def test_a_long_list_first_says_that_it_takes_a_moment(call: Call, desk: Client) -> None:
    data = "name\n" + "\n".join(f"Person {n}" for n in range(2_000))
    columns = upload_by_form(desk, call, data.encode()).headers["Location"]
    look = desk.post(columns, {"policy": "keep-existing"}).headers["Location"]
    text = desk.get(look).content.decode()
    assert "Comparing 2000 rows" in text
    assert "go=1" in text
    page = desk.get(look + "?go=1")
    assert sum(page.context["counts"].values()) == 2_000
    assert len(page.context["rows"]) == 50
    assert "Comparing" not in desk.get(look).content.decode()


def test_all_suspects_can_be_taken_as_new_people(call: Call, desk: Client) -> None:
    make_nomination(call, "Ana Ruiz", email="ana@example.org")
    data = b"name,email\nAnna Ruiz,ana@example.org\n"
    columns = upload_by_form(desk, call, data).headers["Location"]
    look = desk.post(columns, {"policy": "keep-existing"}).headers["Location"]
    desk.post(look, {"all_new": "1"})
    assert desk.get(look).context["counts"]["created"] == 1


def test_an_upload_can_be_forgotten(call: Call, desk: Client) -> None:
    columns = upload_by_form(desk, call, b"name\nAna\n").headers["Location"]
    desk.post(columns.replace("columns/", "forget/"))
    assert not Upload.objects.exists()


def test_another_calls_upload_is_not_found(here, call: Call, desk: Client) -> None:
    columns = upload_by_form(desk, call, b"name\nAna\n").headers["Location"]
    other = make_call(here, title="Other")
    assert desk.get(columns.replace(str(call.pk), str(other.pk))).status_code == 404


def test_the_suggested_columns_have_a_reason_each(call, staff):
    upload = bring(staff, call, as_csv(PUBLISHED))
    _found, mapping, _settled = imports.planned(upload, AT)
    assert isinstance(mapping, Mapping)
    uses = {column.header: column.use for column in mapping.columns}
    assert uses["primary_address1"] == "never"
    assert uses["Gender"] == "balance"
