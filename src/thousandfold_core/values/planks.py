# SPDX-License-Identifier: Apache-2.0
"""From supported fruit to a first platform, in proportion (method row E12).

Planks are chosen by the Method of Equal Shares: everybody brings the same
share, and a plank is adopted when its supporters can pay for it together. A
united minority keeps its part, which the plain most-approved list does not
promise. Sources: Peters and Skowron 2020 (Rule X); Lackner and Skowron 2023,
Multi-Winner Voting with Approval Preferences, rules 11 and 9.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from thousandfold_core.errors import Refusal

#: Every plank costs one; everybody's share is places divided by people.
COST = Fraction(1)


class NothingToChoose(Refusal):
    """Fewer than one plank was asked for. Params: ``places``."""

    code = "planks-nothing-to-choose"
    text = "You asked for {places} planks. Ask for one or more."


class UnknownPlank(Refusal):
    """Somebody approves a plank that is not on the list. Params: ``plank``."""

    code = "planks-unknown"
    text = "Somebody approves “{plank}”, which is not on the list of planks."


@dataclass(frozen=True)
class Purchase:
    """One adopted plank and what each supporter paid towards it."""

    plank: str
    paid: Mapping[str, Fraction]


@dataclass(frozen=True)
class Selection:
    """Planks in the order of adoption, and how many places stay open on purpose.

    ``represented`` counts, for each person, the adopted planks they approve.
    ``completed`` lists those that sequential Phragmen added at the end.
    """

    adopted: tuple[str, ...]
    left_open: int
    represented: Mapping[str, int]
    purchases: tuple[Purchase, ...]
    completed: tuple[str, ...] = ()


def choose(
    approvals: Mapping[str, Collection[str]],
    planks: Iterable[str],
    places: int,
    *,
    blocked: Collection[str] = (),
    complete: bool = False,
) -> Selection:
    """Choose up to ``places`` planks by the Method of Equal Shares.

    ``approvals`` maps each person to the planks they approve. ``blocked``
    planks carry an open "leaves us out" and cannot be adopted. Without
    ``complete`` places may stay open for the room to talk about; with it,
    sequential Phragmen spends what people have left. Ties go to the plank with
    more supporters, then to the alphabet. Exact fractions.
    Raises :class:`NothingToChoose`, :class:`UnknownPlank`.
    O(places x planks x people).
    """
    supporters = _supporters(approvals, list(planks), places)
    on_offer = {p: who for p, who in supporters.items() if p not in blocked and who}
    purse = dict.fromkeys(sorted(approvals), Fraction(places, max(1, len(approvals))))
    purchases = _equal_shares(on_offer, purse, places)
    bought = [purchase.plank for purchase in purchases]
    added = _phragmen(on_offer, purse, places - len(bought), bought) if complete else []
    adopted = (*bought, *added)
    return Selection(
        adopted=adopted,
        left_open=places - len(adopted),
        represented=represented(approvals, adopted),
        purchases=tuple(purchases),
        completed=tuple(added),
    )


def most_approved(
    approvals: Mapping[str, Collection[str]],
    planks: Iterable[str],
    places: int,
    *,
    blocked: Collection[str] = (),
) -> tuple[str, ...]:
    """The plain list of the most approved planks, to lay beside the other one."""
    supporters = _supporters(approvals, list(planks), places)
    on_offer = [plank for plank, who in supporters.items() if plank not in blocked and who]
    return tuple(sorted(on_offer, key=lambda plank: (-len(supporters[plank]), plank))[:places])


def represented(
    approvals: Mapping[str, Collection[str]], adopted: Collection[str]
) -> dict[str, int]:
    """For each person, how many adopted planks they approve."""
    return {person: len(set(liked) & set(adopted)) for person, liked in approvals.items()}


def _supporters(
    approvals: Mapping[str, Collection[str]], planks: list[str], places: int
) -> dict[str, list[str]]:
    if places < 1:
        raise NothingToChoose(places=places)
    supporters: dict[str, list[str]] = {plank: [] for plank in sorted(planks)}
    for person in sorted(approvals):
        for plank in set(approvals[person]):
            if plank not in supporters:
                raise UnknownPlank(plank=plank)
            supporters[plank].append(person)
    return supporters


def _equal_shares(
    on_offer: Mapping[str, list[str]], purse: dict[str, Fraction], places: int
) -> list[Purchase]:
    """Buy what can be bought, always where the largest single payment is smallest."""
    purchases: list[Purchase] = []
    while len(purchases) < places:
        taken = {purchase.plank for purchase in purchases}
        offers = [
            (price, -len(who), plank)
            for plank, who in on_offer.items()
            if plank not in taken and (price := highest_payment(who, purse)) is not None
        ]
        if not offers:
            break
        price, _, plank = min(offers)
        paid = {person: min(purse[person], price) for person in on_offer[plank]}
        for person, amount in paid.items():
            purse[person] -= amount
        purchases.append(Purchase(plank, paid))
    return purchases


def highest_payment(supporters: Iterable[str], purse: Mapping[str, Fraction]) -> Fraction | None:
    """The least cap at which supporters, each paying up to it, cover the cost.

    ``None`` if all they have together is too little. O(n log n).
    """
    left = COST
    coins = sorted(purse[person] for person in supporters)
    for place, coin in enumerate(coins):
        cap = left / (len(coins) - place)
        if coin >= cap:
            return cap
        left -= coin
    return None


def _phragmen(
    on_offer: Mapping[str, list[str]], purse: dict[str, Fraction], places: int, taken: list[str]
) -> list[str]:
    """Let everybody earn at the same pace; adopt a plank once its supporters can pay."""
    added: list[str] = []
    while len(added) < places:
        waits = [
            ((COST - sum(purse[person] for person in who)) / len(who), -len(who), plank)
            for plank, who in on_offer.items()
            if plank not in taken and plank not in added
        ]
        if not waits:
            break
        wait, _, plank = min(waits)
        for person in purse:
            purse[person] += wait
        for person in on_offer[plank]:
            purse[person] = Fraction(0)
        added.append(plank)
    return added
