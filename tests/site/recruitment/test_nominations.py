"""The list of nominations, one of them, adding and correcting by hand."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from factories.calls import SITE, make_call, make_nomination, make_nominees, make_reviewer
from factories.hosts import AT
from thousandfold.base.models import Message
from thousandfold.base.permissions import NotAllowed
from thousandfold.recruitment.models import Call, Mark
from thousandfold.recruitment.usecases.bulk import refresh_columns
from thousandfold.recruitment.usecases.nominate import change_nomination, nominate_person
from thousandfold.recruitment.usecases.refusals import NominationClosed


def address(call: Call, rest: str = "") -> str:
    """An address of this call's nominations."""
    return f"/h/{call.host.slug}/recruit/{call.pk}/nominations/{rest}"


def names(client: Client, path: str) -> list[str]:
    """Names on a list, in its order."""
    return [row.name for row in client.get(path).context["rows"]]


@pytest.mark.parametrize("size", [50, 250])
def test_a_full_page_asks_at_most_twelve_queries(
    call: Call, desk: Client, django_assert_max_num_queries: Any, size: int
) -> None:
    call.marks_opened_at = AT
    call.save()
    make_nominees(call, 260)
    refresh_columns(call)
    desk.get(address(call))
    with django_assert_max_num_queries(12):
        page = desk.get(address(call, f"?size={size}"))
    assert len(page.context["rows"]) == size


def test_the_list_asks_the_same_for_one_and_three(
    call: Call, desk: Client, django_assert_num_queries: Any
) -> None:
    make_nominees(call, 1)
    desk.get(address(call))
    with django_assert_num_queries(11):
        desk.get(address(call))
    make_nominees(call, 2)
    with django_assert_num_queries(11):
        desk.get(address(call))


def test_search_finds_in_name_and_organisation(call: Call, desk: Client) -> None:
    make_nomination(call, "Ana Ruiz", organisation="Local 19")
    make_nomination(call, "Bo Li", organisation="SOMOS")
    assert names(desk, address(call, "?q=local+19")) == ["Ana Ruiz"]
    assert names(desk, address(call, "?q=bo")) == ["Bo Li"]


def test_the_withdrawn_are_hidden_until_asked_for(call: Call, desk: Client) -> None:
    make_nomination(call, "Ana")
    make_nomination(call, "Bo", state="withdrawn")
    assert names(desk, address(call)) == ["Ana"]
    assert names(desk, address(call, "?state=withdrawn")) == ["Bo"]


def test_the_merged_are_never_listed(call: Call, desk: Client) -> None:
    kept = make_nomination(call, "Ana")
    make_nomination(call, "Anna", state="merged", merged_into=kept)
    assert names(desk, address(call)) == ["Ana"]


def test_filters_by_sector_side_and_organisation(call: Call, desk: Client) -> None:
    make_nominees(call, 8)
    assert len(names(desk, address(call, "?sector=faith"))) == 2
    assert len(names(desk, address(call, "?side=inside"))) == 2
    assert len(names(desk, address(call, "?organisation=Local+0"))) == 3


def test_an_imported_column_filters_whatever_its_heading(call: Call, desk: Client) -> None:
    heading = "a__b's ”quoted” heading"
    make_nomination(call, "Ana", others={heading: "x"})
    make_nomination(call, "Bo", others={heading: "y"})
    refresh_columns(call)
    assert names(desk, address(call, "?column=0&value=y")) == ["Bo"]


def test_an_unknown_column_changes_nothing(call: Call, desk: Client) -> None:
    make_nomination(call, "Ana")
    assert names(desk, address(call, "?column=7&value=y")) == ["Ana"]
    assert names(desk, address(call, "?column=x")) == ["Ana"]


def test_names_sort_without_case_and_accents(call: Call, desk: Client) -> None:
    for name in ("bo", "Álvaro", "Zoe", "ana"):
        make_nomination(call, name)
    assert names(desk, address(call)) == ["Álvaro", "ana", "bo", "Zoe"]
    assert names(desk, address(call, "?sort=-name"))[0] == "Zoe"


def test_averages_sort_the_unscored_last_and_hide_until_open(call: Call, desk: Client) -> None:
    ana, bo = make_nomination(call, "Ana"), make_nomination(call, "Bo")
    make_nomination(call, "Cy")
    _viewer, seat = make_reviewer(call)
    for row, points in ((ana, 4), (bo, 9)):
        Mark.objects.create(
            host=call.host,
            nomination=row,
            reviewer=seat,
            kind="scored",
            points=points,
            marked_at=AT,
        )
    assert "Average" not in desk.get(address(call, "?sort=-average")).content.decode()
    call.marks_opened_at = AT
    call.save()
    assert names(desk, address(call, "?sort=-average")) == ["Bo", "Ana", "Cy"]


def test_the_committee_sees_the_list_without_bulk_actions(call: Call) -> None:
    make_nomination(call, "Ana", email="ana@example.org")
    viewer, _seat = make_reviewer(call)
    client = Client()
    client.force_login(viewer.account)
    text = client.get(address(call)).content.decode()
    assert "Ana" in text
    assert "They said yes" not in text
    assert 'name="row"' not in text


def test_the_committee_sees_no_addresses_on_a_nomination(call: Call, desk: Client) -> None:
    row = make_nomination(call, "Ana", email="ana@secret.example", phone="408 555 0100")
    viewer, _seat = make_reviewer(call)
    client = Client()
    client.force_login(viewer.account)
    text = client.get(address(call, f"{row.pk}/")).content.decode()
    assert "secret.example" not in text
    assert "555" not in text
    assert "secret.example" in desk.get(address(call, f"{row.pk}/")).content.decode()


def test_staff_add_somebody_by_hand(call, staff, now):
    made = nominate_person(
        viewer=staff, call=call, site=SITE, at=now, name="  Ana   Ruiz ", email="a@example.org"
    )
    assert (made.name, made.state, made.source) == ("Ana Ruiz", "sent", "staff")
    assert Message.objects.count() == 1


def test_a_decided_call_takes_nobody_by_hand(here, staff, now):
    with pytest.raises(NominationClosed):
        nominate_person(
            viewer=staff, call=make_call(here, state="decided"), site=SITE, at=now, name="Ana"
        )


def test_a_reviewer_adds_and_changes_nobody(call, now):
    viewer, _seat = make_reviewer(call)
    with pytest.raises(NotAllowed):
        nominate_person(viewer=viewer, call=call, site=SITE, at=now, name="Ana")
    row = make_nomination(call)
    with pytest.raises(NotAllowed):
        change_nomination(viewer=viewer, nomination=row, based_on=1, at=now, name="X")


def test_a_withdrawn_nomination_is_not_corrected(call, staff, now):
    row = make_nomination(call, state="withdrawn")
    with pytest.raises(NominationClosed):
        change_nomination(viewer=staff, nomination=row, based_on=1, at=now, name="X")


def test_the_form_keeps_an_imported_sector_it_does_not_know(call: Call, desk: Client) -> None:
    row = make_nomination(call, "Ana", sector="Water utility")
    page = desk.get(address(call, f"{row.pk}/change/")).content.decode()
    assert "Water utility" in page
    given = {"version": 1, "name": "Ana B", "sector": "Water utility"}
    assert desk.post(address(call, f"{row.pk}/change/"), given).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.sector) == ("Ana B", "Water utility")


def test_two_who_correct_at_once_see_both_texts(call: Call, desk: Client) -> None:
    row = make_nomination(call, "Ana")
    path = address(call, f"{row.pk}/change/")
    desk.post(path, {"version": 1, "name": "Theirs"})
    answer = desk.post(path, {"version": 1, "name": "Yours"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Theirs" in text
    assert "Yours" in text


def test_one_button_notes_a_yes(call: Call, desk: Client) -> None:
    row = make_nomination(call, state="sent")
    desk.post(address(call, f"{row.pk}/act/"), {"action": "confirm"})
    row.refresh_from_db()
    assert row.state == "confirmed"


def test_vietnamese_arabic_chinese_and_emoji_names_are_kept(call: Call, desk: Client) -> None:
    given = ["Nguyễn Thị Lan", "ليلى حداد", "王小明", "Ana 🌱"]
    for name in given:
        desk.post(address(call, "add/"), {"name": name, "phone": "408 555 0100"})
    assert sorted(names(desk, address(call))) == sorted(given)
