# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting a platform into words, lists and the facts of its picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thousandfold.campaigns.choices import (
    ASKED_WHAT_IS_MISSING,
    ON_THE_TREE,
    Agreement,
    PlankState,
)
from thousandfold.campaigns.evidence import Evidence, behind
from thousandfold.campaigns.harvesting import Harvest, Value
from thousandfold.campaigns.models import Adoption, Plank
from thousandfold.campaigns.picture_facts import Limb, PlatformFacts, Ring

#: A title on the picture is at most this long; the list beside it says all.
TITLE = 96


@dataclass(frozen=True)
class ShownPlank:
    """A plank as a page shows it now: number, title, what stands behind it."""

    number: int
    plank: Plank
    evidence: Evidence

    @property
    def title(self) -> str:
        """The cohort's words; for a candidate the fruit's, as long as its author lets them out."""
        if self.plank.change_sought:
            return self.plank.change_sought
        if self.evidence.fruit:
            return self.evidence.fruit[0].words
        if self.evidence.withdrawn:
            return say("The words behind this candidate were taken back")
        return say("A candidate whose words are kept in the room")

    @property
    def counts(self) -> str:
        """The counts in a few words, or nothing."""
        return "; ".join(
            say("%(agree)s of %(answered)s") % {"agree": one.agree, "answered": one.answered}
            for one in self.evidence.counts
        )

    @property
    def note(self) -> str:
        """What stands small beside the title."""
        flags = self.evidence.flags
        parts = [self.counts]
        if flags:
            parts.append(
                ngettext("%(n)s says: leaves us out", "%(n)s say: leaves us out", flags)
                % {"n": flags}
            )
        if self.plank.state == PlankState.CANDIDATE:
            parts.append(say("candidate"))
        return ", ".join(part for part in parts if part)

    @property
    def may_be_adopted(self) -> bool:
        """Worded, and nobody waits for an answer."""
        return bool(self.plank.change_sought) and not self.evidence.waits


@dataclass
class Branch:
    """A value with the planks that grow from it; without a value for those that have none."""

    value: Value | None
    planks: list[ShownPlank] = field(default_factory=list)

    @property
    def note(self) -> str:
        """How wide the value is held."""
        return breadth(self.value) if self.value else ""


def shown(planks: Iterable[Plank], harvest: Harvest) -> list[ShownPlank]:
    """The planks that stand on the platform, numbered from 1."""
    standing = [one for one in planks if one.state in ON_THE_TREE]
    return [ShownPlank(n, one, behind(one, harvest)) for n, one in enumerate(standing, 1)]


def set_aside(planks: Iterable[Plank], harvest: Harvest, state: PlankState) -> list[ShownPlank]:
    """Planks carried forward, or withdrawn ones."""
    return [ShownPlank(0, one, behind(one, harvest)) for one in planks if one.state == state]


def by_value(planks: Iterable[ShownPlank]) -> list[Branch]:
    """Planks under the broadest value each grows from, the broadest value first."""
    branches: dict[str, Branch] = {}
    without = Branch(None)
    for one in planks:
        first = one.evidence.values[0] if one.evidence.values else None
        place = branches.setdefault(first.key, Branch(first)) if first else without
        place.planks.append(one)
    found = sorted(branches.values(), key=_broadest)
    return [*found, *([without] if without.planks else [])]


def _broadest(branch: Branch) -> tuple[int, str]:
    value = branch.value
    assert value is not None
    return (-(value.trees if value.trees is not None else value.of), value.label)


def breadth(value: Value) -> str:
    """How many trees bear a value, in words."""
    if value.trees is None:
        return say("across the whole hill")
    return say("%(trees)s of %(of)s trees") % {"trees": value.trees, "of": value.of}


def facts(title: str, branches: list[Branch], carried: int) -> PlatformFacts:
    """The facts of the picture."""
    seeds = ""
    if carried:
        text = ngettext(
            "%(n)s plank carried forward, to be heard again",
            "%(n)s planks carried forward, to be heard again",
            carried,
        )
        seeds = text % {"n": carried}
    return PlatformFacts(title, tuple(_ring(one, n) for n, one in enumerate(branches)), seeds)


def _ring(branch: Branch, number: int) -> Ring:
    label = branch.value.label if branch.value else say("Planks without a common branch yet")
    limbs = tuple(_limb(one) for one in branch.planks)
    return Ring(f"v{number}", label, limbs, branch.note)


def _limb(one: ShownPlank) -> Limb:
    title = one.title if len(one.title) <= TITLE else one.title[: TITLE - 1].rstrip() + "…"
    state: Any = str(one.plank.state)
    return Limb(f"p{one.number}", one.number, title, one.note, state)


@dataclass(frozen=True)
class Agreed:
    """How a package was read: all eight steps for who records it, else two sums.

    ``missing`` is None when one person alone stood there: a number would point at them.
    """

    adoption: Adoption
    steps: list[tuple[int, Any, int]]
    people: int
    with_it: int
    missing: int | None
    somebody: bool


def agreed(adoption: Adoption) -> Agreed:
    """The counts of an adoption."""
    counts = {int(step): int(n) for step, n in adoption.gradients.items()}
    missing = sum(n for step, n in counts.items() if step >= ASKED_WHAT_IS_MISSING)
    people = sum(counts.values())
    steps = [(one.value, one.label, counts.get(one.value, 0)) for one in Agreement]
    return Agreed(
        adoption, steps, people, people - missing, None if missing == 1 else missing, missing > 0
    )


FIELD_NAMES = {
    "value_sentence": _("The value behind it"),
    "change_sought": _("What should change"),
    "who_gains": _("Who gains"),
    "who_was_heard": _("Who was heard"),
    "authority": _("Who can decide it"),
}
