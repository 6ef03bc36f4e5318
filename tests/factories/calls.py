"""Calls, nominations and committees, for tests."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from factories.hosts import AT, make_viewer
from factories.people import make_coalition
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Host
from thousandfold.people.models import Coalition
from thousandfold.people.usecases.persons import sort_name
from thousandfold.recruitment.models import Call, Nomination, Reviewer

SITE = "https://host.example"


def make_call(host: Host, **fields: Any) -> Call:
    """An open call of six weeks around the tests' day. Needs the host in scope."""
    given = {
        "title": "Leaders 2026",
        "programme": "values-based-leadership",
        "state": "open",
        "opens_on": date(2026, 2, 20),
        "closes_on": date(2026, 4, 1),
        "size_least": 2,
        "size_most": 3,
        **fields,
    }
    coalition = given.pop("coalition", None) or Coalition.objects.first() or make_coalition(host)
    return Call.objects.create(
        host=host, coalition=coalition, link=secrets.token_urlsafe(12), created_at=AT, **given
    )


def make_nomination(call: Call, name: str = "Lan Nguyen", **fields: Any) -> Nomination:
    """Somebody put forward who said yes."""
    given = {"state": "confirmed", "source": "staff", **fields}
    return Nomination.objects.create(
        host=call.host, call=call, name=name, sort_name=sort_name(name), created_at=AT, **given
    )


def make_nominees(call: Call, count: int, **fields: Any) -> list[Nomination]:
    """Several who said yes: sectors in turn, organisations of three."""
    sectors = ("union", "community", "faith", "government")
    return [
        make_nomination(
            call,
            f"Person {number:03}",
            sector=sectors[number % 4],
            side="inside" if number % 4 == 3 else "outside",
            organisation=f"Local {number // 3}",
            others={"Gender": "Female" if number % 2 else "Male"},
            **fields,
        )
        for number in range(count)
    ]


def make_reviewer(call: Call, email: str = "reader@example.org") -> tuple[Viewer, Reviewer]:
    """Somebody on the committee of a call, as a viewer and as a seat."""
    viewer = make_viewer(call.host, RoleKind.COMMITTEE, email=email, subject=call.pk)
    seat = Reviewer.objects.create(host=call.host, call=call, account=viewer.account, invited_at=AT)
    return viewer, seat
