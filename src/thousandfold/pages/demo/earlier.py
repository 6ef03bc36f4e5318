# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demo region's earlier cohort: called, seated, met four times, finished; its alumni."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from thousandfold.alumni import queries
from thousandfold.alumni.choices import ListingReach, StepState
from thousandfold.alumni.models import Alumnus, Commitment
from thousandfold.alumni.usecases.finishing import finish_cohort
from thousandfold.alumni.usecases.listing import consent_to_listing
from thousandfold.alumni.usecases.steps import close_step
from thousandfold.base.doorway.viewer import NOBODY, Viewer
from thousandfold.base.models import Message
from thousandfold.base.site import HERE
from thousandfold.base.usecases.messages import send_message
from thousandfold.exercises.usecases.runs import start_run
from thousandfold.pages.demo.calling import called
from thousandfold.pages.demo.data import Days, address, languages, told
from thousandfold.pages.demo.room import furnished, play, seated
from thousandfold.pages.demo.saying import Table, give
from thousandfold.pages.demo.sessions import take_attendance, weekends
from thousandfold.people.models import Coalition
from thousandfold.recruitment.models import Call, Cohort
from thousandfold.recruitment.usecases.calls import close_call
from thousandfold.recruitment.usecases.nominate import confirm_by_key, nominate_by_link
from thousandfold.recruitment.usecases.seating import seat_cohort
from thousandfold.training.usecases.planning import plan_sessions
from thousandfold_core.exercise import Answer, Ask, Reach, State

COLUMNS = ("name", "organisation", "sector", "post", "role", "town", "languages", "change")
LEADER = ("alma.freeman@south-bay.example", "Rev. Alma Freeman")
PLACE, STREET = "Oak Street Tenants' Union", "An invented street, San José"


def load_earlier(viewer: Viewer, coalition: Coalition, days: Days) -> Cohort:
    """A cohort from its call to its alumni. The host is in scope."""
    cohort = _seat(viewer, _call(viewer, coalition, days), days)
    _meet(viewer, cohort, days)
    _close_the_room(viewer, cohort, days)
    data = told("earlier")["call"]
    made = finish_cohort(
        viewer=viewer,
        cohort=cohort,
        site=HERE,
        on=days.day(data["finished"]),
        at=days.then(data["finished"]),
    )
    _say_so({one.person.name: one for one in made}, days)
    _answer_steps(cohort, days)
    for message in Message.objects.filter(sent_at=None):
        send_message(viewer=viewer, message=message, at=days.then(data["finished"]))
    return cohort


def _call(viewer: Viewer, coalition: Coalition, days: Days) -> Call:
    data = told("earlier")["call"]
    call = called(viewer, coalition, data, days)
    for number, row in enumerate(told("earlier")["people"]["rows"]):
        _nominate(call, dict(zip(COLUMNS, row, strict=True)), data["opens"] + 1 + number, days)
    return close_call(viewer=viewer, call=call, at=days.then(data["closes"]))


def _nominate(call: Call, row: dict[str, str], when: int, days: Days) -> None:
    made = nominate_by_link(
        call=call,
        today=days.day(when),
        site=HERE,
        at=days.then(when),
        email=address(row["name"]),
        nominator_name="Marisol Ibarra",
        nominator_organisation="Oak Street Tenants' Union",
        **(row | {"languages": languages(row["languages"])}),
    )
    confirm_by_key(nomination=made, at=days.then(when + 2))


def _seat(viewer: Viewer, call: Call, days: Days) -> Cohort:
    data = told("earlier")["call"]
    return seat_cohort(
        viewer=viewer,
        call=call,
        chosen=[str(pk) for pk in call.nominations.values_list("pk", flat=True)],
        composition=None,
        reason=data["reason"],
        title=call.title,
        site=HERE,
        at=days.then(data["seated"]),
    )


def _meet(viewer: Viewer, cohort: Cohort, days: Days) -> None:
    data = told("earlier")["call"]
    plan_sessions(
        viewer=viewer,
        cohort=cohort,
        first_days=weekends(days, data["saturdays"]),
        place=PLACE,
        address=STREET,
        at=days.then(data["seated"] + 2),
    )
    take_attendance(viewer, cohort, days, numbers=(1, 2, 3, 4))


def _close_the_room(viewer: Viewer, cohort: Cohort, days: Days) -> None:
    """The last afternoon: one closing, in which some steps go with a name."""
    last = weekends(days, told("earlier")["call"]["saturdays"])[-1]
    room = furnished(viewer, cohort, LEADER, days.at_hour(last, 9))
    table = seated(room, cohort, days.at_hour(last, 9))
    at = days.at_hour(last, 15)
    run = start_run(viewer=viewer, room=room, exercise="closing", at=at)

    def says(table: Table, state: State, step: str, ask: Ask, key: str) -> Iterator[Answer]:
        yield from _step_home(table, ask, key, days)

    play(viewer, run, table, says, at)


def _step_home(table: Table, ask: Ask, key: str, days: Days) -> Iterator[Answer]:
    keys = list(table.places)
    if ask.id == "witness":
        yield give(table, ask, key, {"answer": "yes"}, Reach.GROUP)
    elif ask.id == "commitment" and (one := _steps().get(table.names[key])):
        witness = keys[(keys.index(key) + 1) % len(keys)]
        body = {"what": one["what"], "due": days.day(one["due"]).isoformat(), "witness": witness}
        yield give(table, ask, key, body, Reach.COHORT_NAMED)


def _steps() -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in told("earlier")["step"]}


def _say_so(alumni: dict[str, Alumnus], days: Days) -> None:
    """Those who want to be found say so, each by their own link."""
    for number, (name, reach) in enumerate(told("earlier")["people"]["listed"].items()):
        consent_to_listing(
            viewer=None,
            alumnus=alumni[name],
            reach=ListingReach(reach),
            until=None,
            language="en",
            at=days.then(told("earlier")["call"]["finished"] + 2 + number),
        )


def _answer_steps(cohort: Cohort, days: Days) -> None:
    """Those whose day is past say themselves how it went."""
    for thing in queries.steps_of(None, Commitment.objects.filter(cohort=cohort)):
        one = _steps()[thing.commitment.member.person.name]
        entry = Alumnus.objects.get(person=thing.commitment.member.person, cohort=cohort)
        if one["state"] == StepState.OPEN:
            continue
        close_step(
            viewer=NOBODY,
            commitment=thing.commitment,
            entry=entry,
            state=StepState(one["state"]),
            words=one.get("words", ""),
            at=days.then(one["due"] + 1),
        )
