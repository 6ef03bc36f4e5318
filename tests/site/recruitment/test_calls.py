"""Calls: written, changed, opened, closed, shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from factories.calls import make_call, make_nominees
from factories.people import make_coalition
from thousandfold.base.doorway.editing import ChangedMeanwhile
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Host, TrailEntry
from thousandfold.base.permissions import NotAllowed
from thousandfold.recruitment.models import Call
from thousandfold.recruitment.usecases.calls import change_call, close_call, open_call, write_call
from thousandfold.recruitment.usecases.refusals import (
    CallAlreadyClosed,
    CallAlreadyOpen,
    CallDecided,
    CallOver,
    ClosesBeforeItOpens,
    SizesCross,
)

TODAY = date(2026, 3, 7)


def fields(host: Host, **changes: Any) -> dict[str, Any]:
    """What a call needs."""
    return {
        "title": "Leaders",
        "coalition": make_coalition(host),
        "programme": "values-based-leadership",
        "welcome": "",
        "opens_on": TODAY,
        "closes_on": date(2026, 4, 1),
        "size_least": 12,
        "size_most": 20,
        **changes,
    }


def test_a_new_call_is_a_draft_with_its_size_as_first_rule(here, staff, now):
    call = write_call(viewer=staff, at=now, **fields(here))
    assert call.state == "draft"
    assert call.balance.rules == [{"kind": "size", "min": 12, "max": 20}]
    assert TrailEntry.objects.filter(verb="wrote", thing_id=call.pk).exists()


def test_two_calls_have_different_links_of_some_length(here, staff, now):
    given = fields(here)
    links = {write_call(viewer=staff, at=now, **given).link for _ in range(2)}
    assert len(links) == 2
    assert all(len(link) >= 16 for link in links)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"size_least": 21}, SizesCross),
        ({"closes_on": date(2026, 3, 6)}, ClosesBeforeItOpens),
    ],
)
def test_a_call_whose_figures_do_not_fit_is_refused(here, staff, now, changes, refusal):
    with pytest.raises(refusal):
        write_call(viewer=staff, at=now, **fields(here, **changes))


def test_administrators_who_are_no_staff_write_no_calls(here, administrator, now):
    with pytest.raises(NotAllowed):
        write_call(viewer=administrator, at=now, **fields(here))


def test_changing_an_older_version_keeps_both_texts(call, staff, now):
    given = fields(call.host, title="Theirs")
    change_call(viewer=staff, call=call, based_on=1, at=now, **given)
    with pytest.raises(ChangedMeanwhile) as conflict:
        change_call(viewer=staff, call=call, based_on=1, at=now, **{**given, "title": "Yours"})
    assert conflict.value.params["theirs"]["title"] == "Theirs"


def test_a_decided_call_is_not_changed(here, staff, now):
    call = make_call(here, state="decided")
    with pytest.raises(CallDecided):
        change_call(viewer=staff, call=call, based_on=1, at=now, **fields(here))
    with pytest.raises(CallDecided):
        close_call(viewer=staff, call=call, at=now)


def test_a_draft_opens_and_an_open_call_closes_and_opens_again(here, staff, now):
    call = open_call(viewer=staff, call=make_call(here, state="draft"), today=TODAY, at=now)
    assert call.state == "open"
    with pytest.raises(CallAlreadyOpen):
        open_call(viewer=staff, call=call, today=TODAY, at=now)
    call = close_call(viewer=staff, call=call, at=now)
    with pytest.raises(CallAlreadyClosed):
        close_call(viewer=staff, call=call, at=now)
    assert open_call(viewer=staff, call=call, today=TODAY, at=now).state == "open"


def test_a_call_whose_last_day_has_passed_does_not_open(here, staff, now):
    call = make_call(here, state="closed", closes_on=date(2026, 3, 6))
    with pytest.raises(CallOver):
        open_call(viewer=staff, call=call, today=TODAY, at=now)


def test_the_list_of_calls_asks_the_same_for_one_and_three(
    here: Host, desk: Client, django_assert_num_queries: Any
) -> None:
    address = f"/h/{here.slug}/recruit/"
    desk.get(address)
    with django_assert_num_queries(9):
        desk.get(address)
    make_call(here, title="Second")
    make_call(here, title="Third")
    with django_assert_num_queries(9):
        page = desk.get(address)
    assert "Third" in page.content.decode()


def test_the_page_of_a_call_shows_its_link_and_a_qr_code(desk: Client, call: Call) -> None:
    make_nominees(call, 3)
    text = desk.get(f"/h/{call.host.slug}/recruit/{call.pk}/").content.decode()
    assert f"http://testserver/nominate/{call.link}/" in text
    assert "<svg" in text
    assert "See nominations" in text


def test_the_invitation_prints_the_link(desk: Client, call: Call) -> None:
    text = desk.get(f"/h/{call.host.slug}/recruit/{call.pk}/invitation/").content.decode()
    assert call.link in text


def test_a_call_is_written_through_the_form(here: Host, desk: Client, staff: Viewer) -> None:
    given = fields(here)
    given["coalition"] = given["coalition"].pk
    answer = desk.post(f"/h/{here.slug}/recruit/new/", given)
    assert answer.status_code == 302
    assert Call.objects.filter(title="Leaders", state="draft").exists()


def test_wrong_dates_are_said_on_the_form(here: Host, desk: Client) -> None:
    given = fields(here, closes_on=date(2026, 1, 1))
    given["coalition"] = given["coalition"].pk
    answer = desk.post(f"/h/{here.slug}/recruit/new/", given)
    assert answer.status_code == 422
    assert "The last day lies before the first day" in answer.content.decode()


def test_a_button_opens_the_call(here: Host, desk: Client) -> None:
    call = make_call(here, state="draft")
    desk.post(f"/h/{here.slug}/recruit/{call.pk}/open/")
    call.refresh_from_db()
    assert call.state == "open"


def test_no_call_teaches_what_a_call_is(here: Host, staff_client: Client) -> None:
    text = staff_client.get(f"/h/{here.slug}/recruit/").content.decode()
    assert "No call yet" in text
