# SPDX-License-Identifier: AGPL-3.0-or-later
"""From nominations to the core's pool, and from plain rules to the core's rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thousandfold.recruitment.choices import NominationState, PoolKind
from thousandfold.recruitment.features import groups_of
from thousandfold.recruitment.models import Call, Nomination
from thousandfold.recruitment.queries.calls import LIVE
from thousandfold.recruitment.speaking import Speaker
from thousandfold_core.selection import (
    Apart,
    AtMostPerOrganisation,
    Must,
    MustNot,
    Person,
    Pool,
    Rule,
    Size,
    Target,
    Together,
)

Plain = dict[str, Any]
_PEOPLE = {"together": Together, "apart": Apart}
_ONE = {"must": Must, "must-not": MustNot}


@dataclass(frozen=True)
class Nominees:
    """The people one can choose from: rows by id, and the core's pool of them."""

    rows: dict[str, Nomination]
    scores: dict[str, Fraction]

    @property
    def pool(self) -> Pool:
        """The core's pool. Raises NobodyToChoose."""
        return Pool(
            Person(
                id=one,
                groups=frozenset(groups_of(row)),
                score=self.scores.get(one),
                organisation=row.organisation.casefold() or None,
            )
            for one, row in self.rows.items()
        )

    @property
    def names(self) -> dict[str, str]:
        """Names by id."""
        return {one: row.name for one, row in self.rows.items()}

    @property
    def speaker(self) -> Speaker:
        """Says the core's sentences with these people's names."""
        homes = {row.organisation.casefold(): row.organisation for row in self.rows.values()}
        return Speaker(self.names, homes)

    def supply(self) -> dict[str, Counter[str]]:
        """How many people have each value, by feature."""
        found: dict[str, Counter[str]] = {}
        for row in self.rows.values():
            for feature, value in groups_of(row):
                found.setdefault(feature, Counter())[value] += 1
        return found


def nominees_of(
    call: Call, kind: str, scores: Mapping[str, Fraction], also: Iterable[str] = ()
) -> Nominees:
    """The pool of a call: who said yes, or also who has not answered.

    ``also``: ids that stay in the pool whatever their state now (an older composition).
    """
    states = LIVE if kind == PoolKind.ALL else (NominationState.CONFIRMED,)
    rows = Nomination.objects.filter(call=call, state__in=states).defer("story")
    found = {str(row.id): row for row in rows}
    missing = [one for one in also if one not in found]
    if missing:
        more = Nomination.objects.filter(call=call, pk__in=missing).defer("story")
        found |= {str(row.id): row for row in more}
    return Nominees(found, dict(scores))


def people_at(call: Call, ids: Iterable[str]) -> dict[str, Nomination]:
    """Nominations by id, whatever their state."""
    rows = Nomination.objects.filter(call=call, pk__in=list(ids)).defer("story")
    return {str(row.id): row for row in rows}


def to_rule(plain: Plain) -> Rule:
    """The core's rule for a stored one. Raises BoundsCross and NobodyNamed."""
    kind = plain["kind"]
    if kind == "target":
        return Target(plain["feature"], plain["value"], plain.get("min") or 0, plain.get("max"))
    if kind == "size":
        return Size(plain["min"], plain["max"])
    if kind == "organisation":
        caps = tuple((name, most) for name, most in plain.get("except_for", ()))
        return AtMostPerOrganisation(plain["most"], caps)
    if kind in _PEOPLE:
        more = {"most": plain.get("most", 1)} if kind == "apart" else {}
        return _PEOPLE[kind](tuple(plain["people"]), **more)
    return _ONE[kind](plain["person"])


def to_plain(rule: Rule) -> Plain:
    """The stored form of a rule."""
    if isinstance(rule, Target):
        return {
            "kind": "target",
            "feature": rule.feature,
            "value": rule.value,
            "min": rule.minimum,
            "max": rule.maximum,
        }
    if isinstance(rule, Size):
        return {"kind": "size", "min": rule.minimum, "max": rule.maximum}
    if isinstance(rule, AtMostPerOrganisation):
        caps = [list(pair) for pair in rule.except_for]
        return {"kind": "organisation", "most": rule.most, "except_for": caps}
    if isinstance(rule, Together):
        return {"kind": "together", "people": list(rule.ids)}
    if isinstance(rule, Apart):
        return {"kind": "apart", "people": list(rule.ids), "most": rule.most}
    return {"kind": "must" if isinstance(rule, Must) else "must-not", "person": rule.id}


def core_rules(plains: Iterable[Plain], nominees: Nominees) -> list[Rule]:
    """The core's rules; those that name only people no longer in the pool fall away."""
    found: list[Rule] = []
    for plain in plains:
        one = _still(plain, nominees)
        if one is not None:
            found.append(to_rule(one))
    return found


def fallen(plains: Iterable[Plain], nominees: Nominees) -> list[Plain]:
    """Rules about people that name somebody who is no longer in the pool."""
    return [plain for plain in plains if _still(plain, nominees) != plain]


def _still(plain: Plain, nominees: Nominees) -> Plain | None:
    if plain["kind"] in _ONE:
        return plain if plain["person"] in nominees.rows else None
    if plain["kind"] in _PEOPLE:
        left = [one for one in plain["people"] if one in nominees.rows]
        return {**plain, "people": left} if len(left) > 1 else None
    return plain
