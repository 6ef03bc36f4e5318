# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demo region's coalition: organisations, people over time, principles, bodies."""

from __future__ import annotations

from typing import Any

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.pages.demo.data import Days, address, languages, told
from thousandfold.people.choices import Post
from thousandfold.people.models import Coalition, Organisation, Person
from thousandfold.people.usecases.coalitions import change_coalition
from thousandfold.people.usecases.organisations import register_organisation
from thousandfold.people.usecases.persons import begin_spell, register_person
from thousandfold.people.usecases.principles import adopt_principles, propose_principles
from thousandfold.power.usecases.bodies import follow_body, seat_person

FOLLOWED = (
    "san-jose-city-council-ca",
    "santa-clara-county-board-of-supervisors-ca",
)


def load_region(viewer: Viewer, coalition: Coalition, days: Days) -> None:
    """Everything that stands before a call. The host is in scope."""
    _purpose(viewer, coalition, days)
    homes = {
        one["name"]: _organisation(viewer, coalition, one, days) for one in _all("organisation")
    }
    for key in FOLLOWED:
        follow_body(viewer=viewer, key=key, at=days.then(-480))
    for one in _all("person"):
        _person(viewer, one, homes, days)
    for one in _all("principles"):
        _principles(viewer, coalition, one, homes, days)


def _all(kind: str) -> list[dict[str, Any]]:
    return told("region")[kind]  # type: ignore[no-any-return]


def _purpose(viewer: Viewer, coalition: Coalition, days: Days) -> None:
    change_coalition(
        viewer=viewer,
        coalition=coalition,
        based_on=coalition.version,
        name=coalition.name,
        region=coalition.region,
        purpose=told("region")["coalition"]["purpose"],
        at=days.then(-900),
    )


def _organisation(
    viewer: Viewer, coalition: Coalition, one: dict[str, Any], days: Days
) -> Organisation:
    fields = {name: one.get(name, "") for name in ("name", "sector", "legal_form", "place")}
    joins = "since" in one
    return register_organisation(
        viewer=viewer,
        coalition=coalition if joins else None,
        since=days.day(one["since"]) if joins else None,
        at=days.then(one.get("since", -300)),
        base_words=one["base_words"],
        **fields,
    )


def _person(
    viewer: Viewer, one: dict[str, Any], homes: dict[str, Organisation], days: Days
) -> Person:
    person = register_person(
        viewer=viewer,
        at=days.then(-880),
        name=one["name"],
        email=address(one["name"]),
        town=one["town"],
        languages=languages(one["languages"]),
    )
    for spell in one["spells"]:
        begin_spell(
            viewer=viewer,
            person=person,
            post=Post(spell["post"]),
            organisation=homes.get(spell.get("organisation", "")),
            title=spell.get("title", ""),
            since=days.day(spell["since"]),
            until=days.day(spell["until"]) if "until" in spell else None,
            at=days.then(-400),
        )
    if seat := one.get("sits"):
        seat_person(
            viewer=viewer,
            key=seat["body"],
            seat=seat["seat"],
            person=person,
            since=days.day(seat["since"]),
            at=days.then(-400),
        )
    return person


def _principles(
    viewer: Viewer,
    coalition: Coalition,
    one: dict[str, Any],
    homes: dict[str, Organisation],
    days: Days,
) -> None:
    made = propose_principles(
        viewer=viewer, coalition=coalition, text=one["text"], at=days.then(one["proposed"])
    )
    for each in one["adopted"]:
        adopt_principles(
            viewer=viewer,
            principles=made,
            organisation=homes[each["by"]],
            adopted_on=days.day(each["on"]),
            signer=each["signer"],
            at=days.then(each["on"]),
        )
