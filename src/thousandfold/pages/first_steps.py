# SPDX-License-Identifier: AGPL-3.0-or-later
"""The first steps of a new host: what to do, in which order, and what for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission, may
from thousandfold.base.views.pages import needs_second_factor
from thousandfold.pages import queries

#: In their order: key, what to do, what for.
STEPS = (
    (
        "organisations",
        _("Register your organisations"),
        _("Who is in the coalition, their sector and legal form, and the people you know there."),
    ),
    (
        "principles",
        _("Write your principles"),
        _("A few sentences that the members adopt, each with a date."),
    ),
    (
        "call",
        _("Open a call"),
        _("A nomination link that needs no account, or a spreadsheet of nominees."),
    ),
    ("cohort", _("Seat a cohort"), _("12 to 20 people, composed to the balance you want.")),
    ("sessions", _("Plan the sessions"), _("Dates and places; the times follow by themselves.")),
)


@dataclass(frozen=True)
class Step:
    """One step: ``state`` is done, now or todo."""

    key: str
    label: Any
    why: Any
    state: str
    url: str


def first_steps(request: Any) -> list[Step]:
    """The steps while any is open, for who may take them; nothing afterwards."""
    if not may(request.viewer, Permission.COALITION_CHANGE):
        return []
    done = queries.first_steps_done(request.viewer)
    if all(done.values()):
        return []
    return list(_steps(request, done))


def _steps(request: Any, done: dict[str, bool]) -> Iterable[Step]:
    if needs_second_factor(request.viewer, Permission.ROLE_GIVE):
        yield Step(
            "second-factor",
            _("Set up your second factor"),
            _("So that a stolen mailbox is not enough. Two minutes with your phone."),
            "todo",
            reverse("mfa_activate_totp"),
        )
    now = next(key for key, held in done.items() if not held)
    for key, label, why in STEPS:
        state = "done" if done[key] else "now" if key == now else "todo"
        yield Step(key, label, why, state, _address(request, key))


def _address(request: Any, key: str) -> str:
    host = request.host.slug
    coalition = queries.first_coalition() if key == "principles" else None
    ways = {
        "organisations": ("people:organisation-register", [host]),
        "principles": ("people:principles", [host, coalition.pk if coalition else ""]),
        "call": ("recruitment:calls", [host]),
        "cohort": ("recruitment:calls", [host]),
        "sessions": ("training:train", [host]),
    }
    return address(*ways[key])


def address(name: str, arguments: list[Any]) -> str:
    """The address of a page, or nothing where a stage does not have it."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
