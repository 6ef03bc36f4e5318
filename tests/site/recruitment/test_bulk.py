"""One action on many, undoing it, and downloads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from factories.calls import make_call, make_nomination, make_nominees, make_reviewer
from factories.hosts import AT
from thousandfold.base.permissions import NotAllowed
from thousandfold.recruitment.models import Call
from thousandfold.recruitment.usecases.bulk import do_in_bulk, refresh_columns, undo_batch
from thousandfold.recruitment.usecases.refusals import (
    AlreadyUndone,
    CallDecided,
    NothingToDo,
    UndoTooLate,
)
from thousandfold_core.sheets.reading import read_sheet


def states(call: Call) -> list[str]:
    """States of all nominations by name."""
    return list(call.nominations.order_by("sort_name").values_list("state", flat=True))


def test_only_rows_that_fit_are_touched_and_the_rest_is_counted(call, staff, now):
    rows = [make_nomination(call, "Ana", state="sent"), make_nomination(call, "Bo")]
    batch = do_in_bulk(viewer=staff, call=call, action="confirm", rows=rows, at=now)
    assert batch.counts == {"done": 1, "left": 1}
    assert states(call) == ["confirmed", "confirmed"]


def test_when_no_row_fits_nothing_is_done(call, staff, now):
    with pytest.raises(NothingToDo):
        do_in_bulk(viewer=staff, call=call, action="confirm", rows=[make_nomination(call)], at=now)


def test_a_decided_call_is_left_alone(here, staff, now):
    call = make_call(here, state="decided")
    rows = [make_nomination(call)]
    with pytest.raises(CallDecided):
        do_in_bulk(viewer=staff, call=call, action="withdraw", rows=rows, at=now)


def test_a_reviewer_does_nothing_in_bulk(call, now):
    viewer, _seat = make_reviewer(call)
    with pytest.raises(NotAllowed):
        do_in_bulk(
            viewer=viewer, call=call, action="withdraw", rows=[make_nomination(call)], at=now
        )


def test_undo_puts_everybody_back_once(call, staff, now):
    rows = [make_nomination(call, "Ana", state="sent"), make_nomination(call, "Bo", state="sent")]
    batch = do_in_bulk(viewer=staff, call=call, action="confirm", rows=rows, at=now)
    done = undo_batch(viewer=staff, batch=batch, at=now)
    assert (done.back, done.kept) == (2, 0)
    assert states(call) == ["sent", "sent"]
    with pytest.raises(AlreadyUndone):
        undo_batch(viewer=staff, batch=done.batch, at=now)


def test_undo_leaves_what_somebody_changed_since(call, staff, now):
    rows = [make_nomination(call, "Ana", state="sent"), make_nomination(call, "Bo", state="sent")]
    batch = do_in_bulk(viewer=staff, call=call, action="confirm", rows=rows, at=now)
    rows[0].refresh_from_db()
    do_in_bulk(viewer=staff, call=call, action="withdraw", rows=rows[:1], at=now)
    done = undo_batch(viewer=staff, batch=batch, at=now)
    assert (done.back, done.kept) == (1, 1)
    assert states(call) == ["withdrawn", "sent"]


def test_undo_ends_after_thirty_days(call, staff, now):
    rows = [make_nomination(call, state="sent")]
    batch = do_in_bulk(viewer=staff, call=call, action="confirm", rows=rows, at=now)
    with pytest.raises(UndoTooLate):
        undo_batch(viewer=staff, batch=batch, at=now + timedelta(days=31))


def test_the_page_says_how_many_before_anything_is_done(call: Call, desk: Client) -> None:
    rows = [make_nomination(call, f"P{n}", state="sent") for n in range(3)]
    path = f"/h/{call.host.slug}/recruit/{call.pk}/bulk/"
    given = {"action": "confirm", "row": [str(row.pk) for row in rows[:2]]}
    page = desk.post(path, given)
    assert (page.context["touched"], page.context["total"]) == (2, 3)
    assert states(call) == ["sent"] * 3
    answer = desk.post(path, {**given, "go": "1"})
    assert "/batches/" in answer.headers["Location"]
    assert states(call) == ["confirmed", "confirmed", "sent"]


def test_everything_means_what_the_filters_leave(call: Call, desk: Client) -> None:
    make_nomination(call, "Ana", state="sent", sector="faith")
    make_nomination(call, "Bo", state="sent", sector="union")
    path = f"/h/{call.host.slug}/recruit/{call.pk}/bulk/?sector=faith"
    desk.post(path, {"action": "confirm", "everything": "1", "go": "1"})
    assert states(call) == ["confirmed", "sent"]


def test_nothing_ticked_is_said(call: Call, desk: Client) -> None:
    make_nomination(call)
    path = f"/h/{call.host.slug}/recruit/{call.pk}/bulk/"
    page = desk.post(path, {"action": "confirm", "row": ["no-id"]}, follow=True)
    assert "Nothing to do" in page.content.decode()


def test_the_undo_button_undoes(call: Call, desk: Client, staff) -> None:
    rows = [make_nomination(call, state="sent")]
    batch = do_in_bulk(viewer=staff, call=call, action="confirm", rows=rows, at=AT)
    path = f"/h/{call.host.slug}/recruit/{call.pk}/batches/{batch.pk}/"
    assert "Undo" in desk.get(path).content.decode()
    page = desk.post(path + "undo/", follow=True)
    assert "Undone for 1 person" in page.content.decode()
    assert states(call) == ["sent"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_download_neutralises_formulas_and_comes_back_by_its_ids(
    call: Call, desk: Client, kind: str
) -> None:
    make_nomination(call, "=1+1", organisation="@SUM(A1)", others={"Gender": "Female"})
    refresh_columns(call)
    path = f"/h/{call.host.slug}/recruit/{call.pk}/bulk/"
    answer = desk.post(path, {"action": kind, "everything": "1", "go": "1"})
    assert answer.headers["Content-Disposition"].endswith(f'.{kind}"')
    if kind == "csv":
        assert b",'=1+1," in answer.content
    sheet = read_sheet(answer.content, f"back.{kind}")
    assert sheet.column("Full name") == ("=1+1",)
    assert sheet.column("Thousandfold id") == (str(call.nominations.get().pk),)
    assert sheet.column("Gender") == ("Female",)


def test_a_download_holds_nothing_that_was_written(call: Call, desk: Client) -> None:
    make_nominees(call, 2, story={"why": "Secret words"})
    path = f"/h/{call.host.slug}/recruit/{call.pk}/bulk/"
    answer = desk.post(path, {"action": "csv", "everything": "1", "go": "1"})
    assert b"Secret" not in answer.content
