# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demo region's call: nominations by link, a committee, a composed and seated cohort."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from thousandfold.base.doorway.viewer import Viewer, viewer_at
from thousandfold.base.models import Message
from thousandfold.base.site import HERE
from thousandfold.base.usecases.messages import send_message
from thousandfold.pages.demo.calling import called
from thousandfold.pages.demo.data import Days, address, languages, told
from thousandfold.people.models import Coalition, Organisation
from thousandfold.recruitment.choices import MarkKind, NominationState
from thousandfold.recruitment.models import Call, Cohort, Nomination
from thousandfold.recruitment.usecases.balance import balance_of, set_balance
from thousandfold.recruitment.usecases.calls import close_call
from thousandfold.recruitment.usecases.committee import (
    invite_to_committee,
    lock_marks,
    mark_nominee,
)
from thousandfold.recruitment.usecases.composing import compose_cohort
from thousandfold.recruitment.usecases.nominate import (
    confirm_by_key,
    nominate_by_link,
    withdraw_by_key,
)
from thousandfold.recruitment.usecases.seating import seat_cohort

#: Columns of the nominees' rows.
COLUMNS = (
    "name", "organisation", "sector", "post", "role", "town", "languages", "points", "change"
)  # fmt: skip


def load_call(viewer: Viewer, coalition: Coalition, days: Days) -> Cohort:
    """A call from its opening to its cohort. The host is in scope."""
    call = called(viewer, coalition, told("call")["call"], days)
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in told("call")["nominees"]["rows"]]
    for number, row in enumerate(rows):
        _nominate(call, row, number, days)
    _send_invitations(viewer, days)
    call = close_call(viewer=viewer, call=call, at=days.then(told("call")["call"]["closes"]))
    _marks(viewer, call, {row["name"]: row["points"].split() for row in rows}, days)
    _balance(viewer, call, days)
    return _seated(viewer, Call.objects.get(pk=call.pk), days)


def _nominate(call: Call, row: dict[str, str], number: int, days: Days) -> None:
    data = told("call")
    when = data["call"]["opens"] + 2 + number % 20
    made = nominate_by_link(
        call=call,
        today=days.day(when),
        site=HERE,
        at=days.then(when),
        email=address(row["name"]),
        languages=languages(row["languages"]),
        nominator_name="Marisol Ibarra",
        nominator_organisation="Oak Street Tenants' Union",
        **{
            name: row[name]
            for name in ("name", "organisation", "sector", "post", "role", "town", "change")
        },
    )
    if row["name"] in data["nominees"]["withdrawn"]:
        withdraw_by_key(nomination=made, by="nominee", at=days.then(when + 4))
    elif row["name"] not in data["nominees"]["unanswered"]:
        confirm_by_key(nomination=made, at=days.then(when + 3))


def _send_invitations(viewer: Viewer, days: Days) -> None:
    for message in Message.objects.filter(sent_at=None):
        send_message(viewer=viewer, message=message, at=days.then(-60))


def _marks(viewer: Viewer, call: Call, points: dict[str, list[str]], days: Days) -> None:
    standing = (NominationState.SENT, NominationState.CONFIRMED)
    nominations = list(Nomination.objects.filter(call=call, state__in=standing))
    for number, one in enumerate(told("call")["reviewer"]):
        reviewer = invite_to_committee(
            viewer=viewer,
            call=call,
            email=one["email"],
            name=one["name"],
            organisation=Organisation.objects.get(name=one["organisation"]),
            site=HERE,
            at=days.then(-55),
        )
        own = viewer_at(reviewer.account, call.host)
        for nomination in nominations:
            mark_nominee(
                viewer=own,
                nomination=nomination,
                kind=MarkKind.SCORED,
                points=Decimal(points[nomination.name][number]),
                note="",
                at=days.then(-52),
            )
        lock_marks(viewer=own, call=call, at=days.then(-50))


def _balance(viewer: Viewer, call: Call, days: Days) -> None:
    data, size = told("call")["balance"], told("call")["call"]["size"]
    set_balance(
        viewer=viewer,
        balance=(balance := balance_of(call)),
        based_on=balance.version,
        pool="confirmed",
        size=(size, size),
        most_per_organisation=data["most_per_organisation"],
        targets=[_target(one) for one in data["targets"]],
        at=days.then(-49),
    )


def _target(one: dict[str, Any]) -> tuple[str, str, int | None, int | None]:
    value = languages(one["value"])[0] if one["feature"] == "language" else one["value"]
    return one["feature"], value, one.get("least"), one.get("most")


def _seated(viewer: Viewer, call: Call, days: Days) -> Cohort:
    found = compose_cohort(viewer=viewer, call=call, seed="demo", at=days.then(-48))
    return seat_cohort(
        viewer=viewer,
        call=call,
        chosen=found.result["cohort"],
        composition=found,
        reason="",
        title=call.title,
        site=HERE,
        at=days.then(-45),
    )
