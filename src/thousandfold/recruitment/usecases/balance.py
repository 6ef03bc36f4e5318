# SPDX-License-Identifier: AGPL-3.0-or-later
"""The balance wanted: targets, size, caps, and rules about particular people.

Every change is in the trail with the number of groups composed before it, so that
nobody can tune rules unseen until a favourite fits (spec: selection 5.8).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.doorway.editing import save_edited
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.recruitment.choices import CallState
from thousandfold.recruitment.models import Balance, Call, Composition
from thousandfold.recruitment.queries.pool import Plain, to_rule
from thousandfold.recruitment.usecases.refusals import (
    CallDecided,
    NotANominee,
    RuleNotFound,
    RulesChanged,
)

#: Kinds of which a balance has at most one rule.
_SINGLE = ("size", "organisation")


def balance_of(call: Call) -> Balance:
    """The balance of a call; the call's own size where nobody has set one."""
    size = {"kind": "size", "min": call.size_least, "max": call.size_most}
    found, _ = Balance.objects.get_or_create(
        call=call, defaults={"host": call.host, "rules": [size]}
    )
    return found


def set_balance(
    *,
    viewer: Viewer,
    balance: Balance,
    based_on: int,
    pool: str,
    size: tuple[int, int],
    most_per_organisation: int | None,
    targets: Iterable[tuple[str, str, int | None, int | None]],
    at: datetime,
) -> Balance:
    """Set who may be chosen, the size, the cap, and the targets; rules about people stay.

    ``targets`` are (feature, value, least, most); one without bounds is no target.

    Raises:
        NotAllowed: unless the viewer may compose.
        CallDecided: once the cohort is seated.
        BoundsCross: when a minimum is above its maximum.
        ChangedMeanwhile: when somebody else saved first.
    """
    _may_change(viewer, balance)
    rules: list[Plain] = [{"kind": "size", "min": size[0], "max": size[1]}]
    if most_per_organisation is not None:
        caps = next((r["except_for"] for r in balance.rules if r["kind"] == "organisation"), [])
        rules.append({"kind": "organisation", "most": most_per_organisation, "except_for": caps})
    for feature, value, least, most in targets:
        if least or most is not None:
            target = {"feature": feature, "value": value, "min": least or 0, "max": most}
            rules.append({"kind": "target", **target})
    people = [rule for rule in balance.rules if rule["kind"] not in (*_SINGLE, "target")]
    return _save(viewer, balance, based_on, [*rules, *people], at, pool=pool)


def add_rule(
    *, viewer: Viewer, balance: Balance, rule: Plain, known: Iterable[str], at: datetime
) -> Balance:
    """Add a rule about people; it takes the place of one that says otherwise.

    ``known``: ids of the people who may be named.

    Raises:
        NotAllowed, CallDecided: as for the balance.
        NobodyNamed: for a rule that needs two people and has fewer.
        NotANominee: when somebody named is not in the pool.
    """
    _may_change(viewer, balance)
    to_rule(rule)
    named = rule["people"] if "people" in rule else [rule["person"]]
    if not set(named) <= set(known):
        raise NotANominee
    others = [one for one in balance.rules if not _replaced(one, rule)]
    return _save(viewer, balance, balance.version, [*others, rule], at)


def set_locks(
    *,
    viewer: Viewer,
    balance: Balance,
    locks: Mapping[str, str],
    known: Iterable[str],
    at: datetime,
) -> Balance:
    """Say for several people at once whether they must or must not be in ("" = no rule).

    Raises:
        NotAllowed, CallDecided, NotANominee: as for the balance.
    """
    _may_change(viewer, balance)
    if not set(locks) <= set(known):
        raise NotANominee
    rules = [one for one in balance.rules if one.get("person") not in locks]
    rules += [{"kind": kind, "person": one} for one, kind in locks.items() if kind]
    if rules == balance.rules:
        return balance
    return _save(viewer, balance, balance.version, rules, at)


def drop_rule(*, viewer: Viewer, balance: Balance, rule: Plain, at: datetime) -> Balance:
    """Take a rule away.

    Raises:
        NotAllowed, CallDecided: as for the balance.
        RuleNotFound: when it is gone already.
    """
    _may_change(viewer, balance)
    if rule not in balance.rules:
        raise RuleNotFound
    return _save(viewer, balance, balance.version, [r for r in balance.rules if r != rule], at)


def apply_repair(*, viewer: Viewer, composition: Composition, place: int, at: datetime) -> Balance:
    """Change the balance as one of a composition's repairs says.

    Raises:
        NotAllowed, CallDecided: as for the balance.
        RuleNotFound: when there is no such repair.
        RulesChanged: when the balance has been changed since.
    """
    balance = balance_of(composition.call)
    _may_change(viewer, balance)
    repairs = composition.result.get("repairs", [])
    if not 0 <= place < len(repairs):
        raise RuleNotFound
    if balance.rules != composition.rules:
        raise RulesChanged
    return _save(viewer, balance, balance.version, repairs[place]["rules"], at)


def _may_change(viewer: Viewer, balance: Balance) -> None:
    require(viewer, Permission.COHORT_COMPOSE, balance)
    if balance.call.state == CallState.DECIDED:
        raise CallDecided


def _replaced(old: Plain, new: Plain) -> bool:
    same_person = "person" in new and old.get("person") == new["person"]
    same_people = "people" in new and set(old.get("people", ())) == set(new["people"])
    return same_person or same_people


def _save(
    viewer: Viewer, balance: Balance, based_on: int, rules: list[Plain], at: datetime, **more: Any
) -> Balance:
    for rule in rules:
        to_rule(rule)
    with transaction.atomic():
        saved: Any = save_edited(balance, based_on, rules=rules, **more)
        earlier = Composition.objects.filter(call=balance.call_id).count()
        trail.record(viewer, "changed_balance", saved, at, rules=len(rules), composed=earlier)
    return saved
