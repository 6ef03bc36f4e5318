# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is held, whose it is, why, how long, how it is given out and how it is erased.

Each app's ``held.py`` has one :class:`Holding` for each of its tables; the privacy class of
every field stands in the model. What a person is shown, what an erasure takes out and what
a legal hold keeps all follow from these lines (trust rows 3.5, 3.7 and ER-3,
docs/decisions/0094).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Field, Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from thousandfold.base.privacy import class_of

if TYPE_CHECKING:
    from thousandfold.base.keeping.subject import Subject

#: Why a field is not given out, in the words of the page.
A_KEY = _("It opens something; whoever reads a copy could use it.")
OTHERS_WORDS = _("Somebody else wrote it.")
OTHER_PEOPLE = _("It is about other people too.")
INSIDE = _("It only serves the machine.")
#: Fields of every table that keep the machine's own order and say nothing about anybody.
MACHINE = frozenset({"host", "version"})


class Erased(StrEnum):
    """What an erasure does with rows about the person."""

    DELETED = "deleted"
    BLANKED = "blanked"
    STAYS = "stays"


@dataclass(frozen=True)
class Mention:
    """Rows about something else that name the person: these fields are emptied, the row stays."""

    rows: Callable[[Subject], Q]
    empty: Mapping[str, Any]


@dataclass(frozen=True)
class Holding:
    """One table.

    ``why`` and ``until``: what it is kept for and how long, as sentences. ``whose``: keys to
    other rows; a row belongs to whoever those belong to. ``same``: keys of which the other
    way holds too: the row it leads to is the same person's. ``also`` finds rows that no key
    leads to. ``given`` narrows what is shown to the person. ``withheld``: fields that are
    not shown, with the reason; ``written_by``: fields shown only to their author, with the
    key to the author. ``erased`` says what becomes of rows about the person, ``empty`` what
    blanked fields become, ``stays`` why rows about nobody stay. ``held``: whether a legal
    hold keeps the rows; working copies are not records. ``erase`` stands in for deleting.
    ``no_clock``: why rows of class P3 or higher need no clock of their own.
    """

    model: type[Model]
    why: Any
    until: Any
    whose: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    also: Callable[[Subject], Q] | None = None
    given: Callable[[Subject], Q] | None = None
    withheld: Mapping[str, Any] = field(default_factory=dict)
    written_by: Mapping[str, str] = field(default_factory=dict)
    erased: Erased = Erased.STAYS
    empty: Mapping[str, Any] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    held: bool = True
    erase: Callable[[QuerySet[Any]], object] | None = None
    no_clock: str = ""

    @property
    def label(self) -> str:
        """The table's name in the code."""
        return self.model._meta.label

    @property
    def name(self) -> str:
        """What the page calls it."""
        return NAMES.get(self.label, self.label)

    @property
    def owners(self) -> tuple[str, ...]:
        """Keys that lead to whose a row is."""
        return (*self.whose, *self.same)

    @property
    def is_about_people(self) -> bool:
        """Whether its rows can be about a person."""
        return bool(self.owners or self.also or self.erased is not Erased.STAYS)

    def fields(self) -> list[Field[Any, Any]]:
        """Its stored fields."""
        return [one for one in self.model._meta.get_fields() if getattr(one, "concrete", False)]

    def shown(self) -> list[str]:
        """Names of the fields that a person is shown of their own rows."""
        if not self.is_about_people:
            return []
        hidden = MACHINE | set(self.withheld)
        return [one.name for one in self.fields() if one.name not in hidden]


_HOLDINGS: dict[type[Model], Holding] = {}
#: By table: what pages call it.
NAMES: dict[str, Any] = {}


@dataclass(frozen=True)
class Elsewhere:
    """A place outside the tables: what is found there of a person, and how it is emptied.

    ``find`` returns names of what would go; ``erase`` does it.
    """

    name: Any
    find: Callable[[Subject], list[str]]
    erase: Callable[[Subject], object]


_ELSEWHERE: list[Elsewhere] = []


def hold(model: str | type[Model], name: Any, why: Any, until: Any, **more: Any) -> Holding:
    """Say what a table holds. ``model`` may be a label such as ``"mfa.Authenticator"``."""
    found = apps.get_model(model) if isinstance(model, str) else model
    made = Holding(found, why, until, **more)
    _HOLDINGS[found], NAMES[made.label] = made, name
    return made


def of_library(app: str, name: Any, why: Any, until: Any) -> None:
    """Say what a library's tables hold that have nothing of people in them."""
    if apps.is_installed(app) or app in apps.app_configs:
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            hold(model, name, why, until)


def elsewhere(name: Any, find: Callable[[Subject], list[str]]) -> Callable[[Any], Any]:
    """Register a place outside the tables, with the function that empties it."""

    def made(erase: Callable[[Subject], object]) -> Callable[[Subject], object]:
        _ELSEWHERE.append(Elsewhere(name, find, erase))
        return erase

    return made


def places() -> list[Elsewhere]:
    """Everything outside the tables where something of a person may be."""
    return list(_ELSEWHERE)


def holdings() -> list[Holding]:
    """Every table, those that others lean on first."""
    return [_HOLDINGS[model] for model in _in_order(tuple(_HOLDINGS))]


@lru_cache(maxsize=4)
def _in_order(models: tuple[type[Model], ...]) -> tuple[type[Model], ...]:
    """Tables by what they lean on; a ring of them stays as it was written."""
    leans = {model: _leans_on(model) & set(models) - {model} for model in models}
    done: list[type[Model]] = []
    left = list(models)
    while left:
        ready = [one for one in left if leans[one] <= set(done)]
        done += ready or left
        left = [one for one in left if one not in done]
    return tuple(done)


def _leans_on(model: type[Model]) -> set[type[Model]]:
    return {
        one.related_model
        for one in model._meta.get_fields()
        if getattr(one, "concrete", False) and one.is_relation
    }


def holding_of(model: type[Model]) -> Holding | None:
    """What is said about a table."""
    return _HOLDINGS.get(model)


def owned() -> set[type[Model]]:
    """Tables whose rows belong to people."""
    return {one.model for one in _HOLDINGS.values() if one.is_about_people}


def undeclared(model: type[Model]) -> list[str]:
    """Fields of a table for which class, purpose, term, giving or erasing is not said."""
    found = _HOLDINGS.get(model)
    if found is None:
        return [f"{model._meta.label}: not in any held.py"]
    gaps = [] if found.why and found.until else [f"{found.label}: no purpose or term"]
    names = {one.name for one in found.fields()}
    named = {*found.owners, *found.withheld, *found.written_by, *found.empty}
    named |= {name for one in found.mentions for name in one.empty}
    gaps += [f"{found.label}.{name}: no such field" for name in sorted(named - names)]
    for each in found.fields():
        if class_of(model, each.name) is None:
            gaps.append(f"{found.label}.{each.name}: no class")
        if _leads_to_people(found, each):
            gaps.append(f"{found.label}.{each.name}: leads to a person, and nothing is said of it")
    return gaps


def _leads_to_people(found: Holding, each: Field[Any, Any]) -> bool:
    """A key to somebody's row that is neither whose the row is nor emptied with them."""
    if not each.is_relation or each.related_model not in owned():
        return False
    said = {*found.owners, *(n for one in found.mentions for n in one.empty)}
    return each.name not in said
