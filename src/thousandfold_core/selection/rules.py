# SPDX-License-Identifier: Apache-2.0
"""What a committee may ask of a group (report lines 746-766: small, and balanced).

Every rule is about a *set of people*, so that one person may count in several
values of a feature. Each rule says itself in plain words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from thousandfold_core.errors import Refusal

from .sentences import Sentence, say


class BoundsCross(Refusal):
    """A minimum above its maximum, or a bound below zero. Params: ``minimum``, ``maximum``."""

    code = "bounds-cross"
    text = (
        "A minimum of {minimum} does not go with a maximum of {maximum}. "
        "Give whole numbers from zero up, the minimum no larger than the maximum."
    )


class NobodyNamed(Refusal):
    """A rule about particular people that names fewer than two. Params: ``people``."""

    code = "nobody-named"
    text = "A rule about people who go together or apart needs at least two different people."


@dataclass(frozen=True)
class Target:
    """Between ``minimum`` and ``maximum`` people with this value of this feature."""

    feature: str
    value: str
    minimum: int = 0
    maximum: int | None = None

    def __post_init__(self) -> None:
        _bounds(self.minimum, self.maximum)

    def say(self) -> Sentence:
        """Return the rule in plain words."""
        group = {"feature": self.feature, "value": self.value, "minimum": self.minimum}
        if self.maximum is None:
            return say("rule-target-open", **group)
        return say("rule-target", **group, maximum=self.maximum)


@dataclass(frozen=True)
class Size:
    """Between ``minimum`` and ``maximum`` people in all (12 to 20, say)."""

    minimum: int
    maximum: int

    def __post_init__(self) -> None:
        _bounds(self.minimum, self.maximum)

    def say(self) -> Sentence:
        """Return the rule in plain words."""
        code = "rule-size-exact" if self.minimum == self.maximum else "rule-size"
        return say(code, minimum=self.minimum, maximum=self.maximum)


@dataclass(frozen=True)
class AtMostPerOrganisation:
    """No more than ``most`` people from any one organisation.

    ``except_for`` names organisations that have a cap of their own. Also used
    for households and the like: any column whose equal values should not pile up.
    """

    most: int
    except_for: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        for cap in (self.most, *(cap for _, cap in self.except_for)):
            _bounds(0, cap)
        object.__setattr__(self, "except_for", tuple(sorted(dict(self.except_for).items())))

    def cap(self, organisation: str) -> int:
        """Return how many may come from this organisation."""
        return dict(self.except_for).get(organisation, self.most)

    def say(self) -> Sentence:
        """Return the rule in plain words."""
        return say("rule-organisation", most=self.most)


@dataclass(frozen=True)
class Together:
    """All of these people or none of them."""

    ids: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "ids", _several(self.ids))

    def say(self) -> Sentence:
        """Return the rule in plain words."""
        return say("rule-together", people=self.ids)


@dataclass(frozen=True)
class Apart:
    """At most one (or ``most``) of these people."""

    ids: tuple[str, ...]
    most: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "ids", _several(self.ids))
        _bounds(0, self.most)

    def say(self) -> Sentence:
        """Return the rule in plain words."""
        return say("rule-apart", people=self.ids, limit=self.most)


@dataclass(frozen=True)
class Must:
    """This person is in, whatever else."""

    id: str

    def say(self) -> Sentence:
        """Return the rule in plain words."""
        return say("rule-must", person=self.id)


@dataclass(frozen=True)
class MustNot:
    """This person is not in, whatever else."""

    id: str

    def say(self) -> Sentence:
        """Return the rule in plain words."""
        return say("rule-must-not", person=self.id)


Rule = Target | Size | AtMostPerOrganisation | Together | Apart | Must | MustNot


def named_in(rule: Rule) -> tuple[str, ...]:
    """Return the ids a rule names, so that unknown ones can be refused."""
    if isinstance(rule, Together | Apart):
        return rule.ids
    return (rule.id,) if isinstance(rule, Must | MustNot) else ()


def _bounds(minimum: int, maximum: int | None) -> None:
    if minimum < 0 or (maximum is not None and maximum < minimum):
        raise BoundsCross(minimum=minimum, maximum=maximum)


def _several(ids: Iterable[str]) -> tuple[str, ...]:
    different = tuple(sorted(set(ids)))
    if len(different) < 2:
        raise NobodyNamed(people=different)
    return different
