"""Duplicates: suggested, compared, merged by hand, undone."""

from __future__ import annotations

import pytest
from django.test import Client

from factories.calls import make_call, make_nomination, make_reviewer
from factories.hosts import AT
from thousandfold.recruitment.models import Call, Mark
from thousandfold.recruitment.queries.duplicates import pairs_of
from thousandfold.recruitment.usecases.bulk import undo_batch
from thousandfold.recruitment.usecases.merging import merge_nominations, tell_apart
from thousandfold.recruitment.usecases.refusals import CannotMerge


def two(call: Call):
    """Two nominations of perhaps one person."""
    first = make_nomination(
        call,
        "Ana Ruiz",
        email="ana@example.org",
        state="sent",
        languages=["Spanish"],
        nominator_name="Maria",
        others={"Gender": "F"},
    )
    second = make_nomination(
        call,
        "Anna Ruiz",
        email="ana@example.org",
        town="Gilroy",
        languages=["English"],
        nominator_name="Tom",
        others={"Age": "30-44"},
        story={"why": "Steady"},
    )
    return first, second


def test_alike_nominations_are_suggested(call, staff):
    first, second = two(call)
    pairs = pairs_of(staff, call)
    assert [{pair.first, pair.second} for pair in pairs] == [{first, second}]


def test_people_of_different_names_and_addresses_are_not_suggested(call, staff):
    make_nomination(call, "Ana Ruiz", email="a@example.org")
    make_nomination(call, "Bo Li", email="b@example.org")
    assert pairs_of(staff, call) == []


def test_told_apart_means_never_suggested_again(call, staff, now):
    first, second = two(call)
    tell_apart(viewer=staff, one=first, other=second, at=now)
    assert pairs_of(staff, call) == []


def test_reviewers_get_no_suggestions(call):
    two(call)
    viewer, _seat = make_reviewer(call)
    assert pairs_of(viewer, call) == []


def test_a_merge_joins_what_both_know_and_keeps_both_sources(call, staff, now):
    first, second = two(call)
    merge_nominations(viewer=staff, kept=first, other=second, values={"town": "Gilroy"}, at=now)
    first.refresh_from_db()
    assert (first.name, first.town, first.state) == ("Ana Ruiz", "Gilroy", "confirmed")
    assert first.languages == ["Spanish", "English"]
    assert first.others == {"Gender": "F", "Age": "30-44"}
    assert [row.nominator_name for row in first.merged.all()] == ["Tom"]
    assert first.merged.get().story == {"why": "Steady"}


def test_a_value_that_neither_has_is_not_written(call, staff, now):
    first, second = two(call)
    merge_nominations(viewer=staff, kept=first, other=second, values={"town": "Made up"}, at=now)
    first.refresh_from_db()
    assert first.town == ""


def test_marks_of_people_who_scored_only_the_other_come_along_and_go_back(call, staff, now):
    first, second = two(call)
    _viewer, seat = make_reviewer(call)
    mark = Mark.objects.create(
        host=call.host, nomination=second, reviewer=seat, kind="scored", points=7, marked_at=AT
    )
    batch = merge_nominations(viewer=staff, kept=first, other=second, values={}, at=now)
    mark.refresh_from_db()
    assert mark.nomination == first
    undo_batch(viewer=staff, batch=batch, at=now)
    mark.refresh_from_db()
    assert mark.nomination == second


def test_undo_brings_both_back_as_they_were(call, staff, now):
    first, second = two(call)
    batch = merge_nominations(viewer=staff, kept=first, other=second, values={}, at=now)
    done = undo_batch(viewer=staff, batch=batch, at=now)
    assert (done.back, done.kept) == (2, 0)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.languages, first.others) == ("sent", ["Spanish"], {"Gender": "F"})
    assert (second.state, second.merged_into) == ("confirmed", None)


def test_one_cannot_be_merged_with_itself_or_across_calls(here, call, staff, now):
    first, _second = two(call)
    with pytest.raises(CannotMerge):
        merge_nominations(viewer=staff, kept=first, other=first, values={}, at=now)
    stranger = make_nomination(make_call(here, title="Other"))
    with pytest.raises(CannotMerge):
        merge_nominations(viewer=staff, kept=first, other=stranger, values={}, at=now)


def test_the_page_shows_both_and_its_buttons_work(call: Call, desk: Client) -> None:
    first, second = two(call)
    root = f"/h/{call.host.slug}/recruit/{call.pk}/duplicates/"
    assert "Anna Ruiz" in desk.get(root).content.decode()
    path = f"{root}{first.pk}/{second.pk}/"
    assert "Gilroy" in desk.get(path).content.decode()
    desk.post(path, {"name": "second", "town": "second"})
    first.refresh_from_db()
    assert (first.name, first.town) == ("Anna Ruiz", "Gilroy")
