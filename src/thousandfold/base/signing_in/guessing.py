# SPDX-License-Identifier: AGPL-3.0-or-later
"""How often somebody may try a code: against one account, from one address, and in all.

Counted in the database, so that several workers share a count and a restart forgets
none. A try is written down before the code is looked at and taken out when it was
right: two hundred tries at the same instant are two hundred tries. Only wrong ones
stay, so that a roomful of phones behind one address comes in (trust rows RL-1, RL-3).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from thousandfold.base.ids import ALPHABET
from thousandfold.base.models import WrongTry
from thousandfold_core.errors import Refusal

MAIL_LETTERS = 8
CARD_LETTERS = 10
SET_UP_LETTERS = 8
_MINUTES, _HOUR, _DAY = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)


#: Six digits count once, for as long as an app may show them.
USED, USED_FOR = "used", timedelta(minutes=2)


class TooManyWrongTries(Refusal):
    """Too many wrong codes came. Params: ``minutes``, for which it may last at most."""

    code = "too-many-wrong-tries"
    text = "Too many wrong codes came. Wait {minutes} minutes, then try again."


@dataclass(frozen=True)
class Limit:
    """At most so many wrong tries within a time: at one account, from one address, or in all."""

    most: int
    within: timedelta
    whom: bool = False
    address: bool = False


@dataclass(frozen=True)
class Budget:
    """What one kind of code bears: ``codes`` are possible, and these limits hold."""

    purpose: str
    codes: float
    limits: tuple[Limit, ...]

    @property
    def longest(self) -> timedelta:
        """After this time a try counts no more."""
        return max(one.within for one in self.limits)

    def most_a_day(self, *, whom: bool = False) -> float:
        """The most tries that a day lets through in all, or at one account."""
        fitting = [one for one in self.limits if not one.address and one.whom in (whom, False)]
        return min(one.most * (_DAY / one.within) for one in fitting)


#: Codes by mail: 2^40, one waiting for each address. The wide limits keep a stranger from
#: locking somebody out; with them a guesser still meets a code less than once in 10^7 days.
BY_MAIL = Budget(
    "mail",
    len(ALPHABET) ** MAIL_LETTERS,
    (
        Limit(100, _MINUTES, address=True),
        Limit(30, _HOUR, whom=True, address=True),
        Limit(300, _DAY, whom=True),
        Limit(50_000, _DAY),
    ),
)
#: Six digits of an app, or one of ten recovery codes of eight digits, behind a code by mail.
SECOND_FACTOR = Budget(
    "second-factor",
    1 / (1e-6 + 10 * 1e-8),
    (Limit(10, _HOUR, whom=True), Limit(20, _DAY, whom=True), Limit(50_000, _DAY)),
)
#: Printed cards: 2^50, and as many at once as there are people without e-mail.
BY_CARD = Budget(
    "card",
    len(ALPHABET) ** CARD_LETTERS,
    (Limit(100, _MINUTES, address=True), Limit(50_000, _DAY)),
)
#: The code for one more host, which whoever runs the computer has.
SET_UP = Budget(
    "set-up",
    len(ALPHABET) ** SET_UP_LETTERS,
    (Limit(10, _HOUR, address=True), Limit(50, _DAY)),
)
BUDGETS = (BY_MAIL, SECOND_FACTOR, BY_CARD, SET_UP)


@dataclass(frozen=True)
class Try:
    """A try that is being looked at; it counts as wrong until somebody says it was right."""

    row: WrongTry

    def was_right(self) -> None:
        """Take it out of the count."""
        self.row.delete()


def begin(budget: Budget, *, address: str, at: datetime, whom: str = "") -> Try:
    """Begin a try: ``whom`` is the account or mail address it is at, if it is at one.

    A refused try is not counted, so nobody stays locked out by trying again. A handful of
    indexed counts.

    Raises:
        TooManyWrongTries: when a limit of the budget is used up; the code is not looked at.
    """
    mine = _digest(whom), _digest(address)
    _refuse(budget, *mine, at=at, room=0)
    row = WrongTry.objects.create(purpose=budget.purpose, whom=mine[0], address=mine[1], at=at)
    try:
        _refuse(budget, *mine, at=at, room=1)
    except TooManyWrongTries:
        row.delete()
        raise
    if row.pk % 100 == 0:
        _forget(at)
    return Try(row)


def _refuse(budget: Budget, whom: str, address: str, *, at: datetime, room: int) -> None:
    for limit in budget.limits:
        rows = Q(purpose=budget.purpose, at__gt=at - limit.within)
        if limit.whom:
            rows &= Q(whom=whom)
        if limit.address:
            rows &= Q(address=address)
        if WrongTry.objects.filter(rows).count() >= limit.most + room:
            raise TooManyWrongTries(minutes=int(limit.within.total_seconds() // 60))


def _forget(at: datetime) -> None:
    longest = max(one.longest for one in BUDGETS)
    WrongTry.objects.filter(at__lte=at - longest).delete()


def used_first(secret: str, *, at: datetime) -> bool:
    """Note that a code was used; False when it was a moment ago, in whatever process.

    Two that arrive at one instant see each other: the later row gives way.
    """
    whom = _digest(secret)
    row = WrongTry.objects.create(purpose=USED, whom=whom, address="", at=at)
    same = WrongTry.objects.filter(purpose=USED, whom=whom, at__gt=at - USED_FOR)
    return not same.filter(pk__lt=row.pk).exists()


def forgive(budget: Budget, whom: str) -> None:
    """Forget the wrong tries at an account, as when its second factor was taken off."""
    WrongTry.objects.filter(purpose=budget.purpose, whom=_digest(whom)).delete()


def digest(code: str, purpose: str) -> str:
    """What is stored of a code: a keyed digest, useless to anybody who reads the table."""
    return salted_hmac(f"thousandfold.{purpose}", code, algorithm="sha256").hexdigest()


def _digest(text: str) -> str:
    return digest(text, "try") if text else ""


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, as ``base/doorway/nearby.py`` found it; never what a header claims."""
    return str(request.META.get("REMOTE_ADDR", ""))
