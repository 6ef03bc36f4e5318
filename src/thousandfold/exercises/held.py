# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is held of rooms: places, and what people said there."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thousandfold.base.held import FOR_GOOD, WITH_THE_THING
from thousandfold.base.keeping.holdings import A_KEY, INSIDE, Erased, Mention, elsewhere, hold
from thousandfold.base.keeping.subject import Subject
from thousandfold.base.models import Account
from thousandfold.exercises import playing
from thousandfold.exercises.choices import PlaceState
from thousandfold.exercises.models import Place, Room, Run, RunEvent, StoredAnswer, WrongCode

YOURS = _("Until you erase it.")
A_YEAR = _("A year after your cohort finished; two years if nobody finished it.")

hold(Room, _("Rooms"), _("Where a cohort meets, and what it agreed on."), FOR_GOOD)
hold(
    Place,
    _("Your place at the table"),
    _("So that your phone or your paper finds your own words again."),
    YOURS,
    same=("member",),
    withheld=dict.fromkeys(("device", "way_back", "way_back_from", "paper_code"), A_KEY),
    erased=Erased.BLANKED,
    empty={
        "member": None,
        "called": "–",
        "device": "",
        "by_card": False,
        "way_back": "",
        "way_back_from": "",
        "way_back_until": None,
        "on_paper": False,
        "paper_code": "",
        "language": "en",
        "state": PlaceState.GONE,
        "entered_at": None,
        "seen_at": None,
        "hand_up_at": None,
    },
)
hold(
    Run,
    _("Exercises that were held"),
    _("What was played when, so that it can be looked back on."),
    FOR_GOOD,
)


def _led(subject: Subject) -> Q:
    return Q(actor__in=subject.ids(Account))


hold(
    RunEvent,
    _("Moves of an exercise"),
    _("What who led the room did, so that a step can be taken back."),
    WITH_THE_THING,
    mentions=(Mention(_led, {"actor": None}),),
)
hold(
    StoredAnswer,
    _("What you said in exercises"),
    _("Your own words and choices, for you, and for others as far as you let them."),
    A_YEAR,
    whose=("place",),
    withheld={"key": INSIDE, "phone": A_KEY},
    erased=Erased.DELETED,
)
hold(
    WrongCode,
    _("Wrong codes at the door"),
    _("So that nobody guesses the room's code. Digests only."),
    _("A quarter of an hour."),
)


def _worked_out(subject: Subject) -> list[str]:
    return []  # a process remembers only what it can work out again from the answers


@elsewhere(_("What a running server remembers of exercises"), _worked_out)
def _forget_worked_out(subject: Subject) -> None:
    playing.forget()
