"""Whoever reads what was written about somebody leaves a line, or reads nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from factories.calls import make_call, make_nomination, make_reviewer
from factories.hosts import make_viewer
from thousandfold.base import trail
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import TrailEntry
from thousandfold.recruitment.models import Nomination
from thousandfold.recruitment.queries.readings import readings_of
from thousandfold.recruitment.usecases import reading

WORDS = "She walked every block of the east side"


@pytest.fixture
def world(host, here, staff) -> dict[str, Any]:
    """A nominee with words about them, one merged into them, and somebody on the committee."""
    call = make_call(host)
    row = make_nomination(call, "Ana Ruiz", story={"why": WORDS}, nominee_key="a-key-of-a-nominee")
    twin = make_nomination(call, "Anna Ruiz", story={"why": WORDS}, state="merged")
    Nomination.objects.filter(pk=twin.pk).update(merged_into=row)
    on, _seat = make_reviewer(call)
    return {"call": call, "row": row, "twin": twin, "staff": staff, "committee": on}


def get(viewer: Any, path: str) -> Any:
    """Open a page as somebody."""
    client = Client(raise_request_exception=False)
    client.force_login(viewer.account)
    return client.get(path)


def pages_of(world: dict[str, Any]) -> list[str]:
    """Every address of one call and its nominees, from the routes."""
    from django.urls import reverse

    from thousandfold.recruitment import urls

    call, row = world["call"], world["row"]
    known = {"host": call.host.slug, "call": call.pk, "pk": row.pk, "first": row.pk}
    known |= {"second": world["twin"].pk}
    found = []
    for one in urls.urlpatterns:
        names = set(one.pattern.converters)
        if names <= set(known) and {"call"} <= names:
            given = {name: known[name] for name in names} | {"host": call.host.slug}
            found.append(reverse(f"recruitment:{one.name}", kwargs=given))
    return found


def unlogged(world: dict[str, Any], viewer: Any) -> list[str]:
    """The gate: pages that show somebody's words to the viewer and leave no line."""
    found = []
    for page in pages_of(world):
        TrailEntry._base_manager.filter(verb="read").delete()
        answer = get(viewer, page)
        shown = WORDS in answer.content.decode(errors="replace")
        if shown and not TrailEntry.objects.filter(actor=viewer.actor, verb="read").exists():
            found.append(page)
    return found


@pytest.mark.parametrize("who", ["staff", "committee"])
def test_every_page_that_shows_words_about_a_nominee_leaves_a_line(world, who):
    assert len(pages_of(world)) > 10
    assert unlogged(world, world[who]) == []


@pytest.mark.sabotage("test_every_page_that_shows_words_about_a_nominee_leaves_a_line")
def test_pages_that_open_words_without_a_line_are_found_out(world, monkeypatch):
    monkeypatch.setattr(trail, "record", lambda *_, **__: None)
    assert unlogged(world, world["staff"]) != []


@pytest.mark.parametrize("page", ["nominations/{pk}/", "nominations/{pk}/change/"])
def test_when_no_line_can_be_written_nothing_opens(world, monkeypatch, page):
    def fails(*_: object, **__: object) -> None:
        raise DatabaseError("no")

    monkeypatch.setattr(trail, "record", fails)
    [path] = [one for one in pages_of(world) if one.endswith(page.format(pk=world["row"].pk))]
    answer = get(world["staff"], path)
    assert answer.status_code >= 500
    assert WORDS not in answer.content.decode()


def test_one_line_a_reader_and_day(world, now):
    from datetime import timedelta

    for at in (now, now + timedelta(minutes=5), now + timedelta(days=1)):
        reading.open_stories(viewer=world["staff"], nominations=[world["row"]], at=at)
    reading.open_stories(viewer=world["committee"], nominations=[world["row"]], at=now)
    assert TrailEntry.objects.filter(verb="read").count() == 3
    told = [(one.day, str(one.reader), one.people) for one in readings_of(world["row"])]
    assert told == [
        (now.date() + timedelta(days=1), "Staff of the host", 1),
        (now.date(), "Staff of the host", 1),
        (now.date(), "A member of the committee", 1),
    ]


def test_who_may_not_see_a_nomination_opens_nothing(world, host, now):
    from thousandfold.base.permissions import NotAllowed

    member = make_viewer(host, RoleKind.MEMBER)
    with pytest.raises(NotAllowed):
        reading.open_stories(viewer=member, nominations=[world["row"]], at=now)
    assert not TrailEntry.objects.filter(verb="read").exists()


def test_the_nominee_sees_kinds_of_readers_and_no_names(world, now):
    reading.open_stories(viewer=world["staff"], nominations=[world["row"], world["twin"]], at=now)
    answer = Client().get("/nominated/a-key-of-a-nominee/")
    assert "Staff of the host" in answer.content.decode()
    assert world["staff"].account.name not in answer.content.decode().split("Who has read it")[1]
