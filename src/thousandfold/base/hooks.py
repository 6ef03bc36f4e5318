# SPDX-License-Identifier: AGPL-3.0-or-later
"""Panels: what the stages show on pages that join them.

An app registers functions in its ``panels.py``; they take the request and return
only what its viewer may see. Our own stages use the hook that plug-ins use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Owed:
    """Something that somebody owes: a sentence, where to do it, and by when."""

    text: Any
    url: str
    by: date | None = None


@dataclass(frozen=True)
class News:
    """Something that changed: a sentence, where to see it, and when."""

    text: Any
    url: str
    at: datetime


@dataclass(frozen=True)
class Found:
    """Something a search found: its kind in words, its name, a note, where it is."""

    kind: Any
    text: Any
    url: str
    note: Any = ""


@dataclass(frozen=True)
class Link:
    """Somewhere one may go: its words, and where."""

    text: Any
    url: str


@dataclass(frozen=True)
class PhaseState:
    """One phase of a cohort's path: "done", "now" or "todo", with open tasks."""

    key: str
    label: Any
    state: str
    note: Any = ""
    url: str = ""
    tasks: tuple[Owed, ...] = ()


_OWED: list[Callable[[Any], Iterable[Owed]]] = []
_NEWS: list[Callable[[Any], Iterable[News]]] = []
_SEARCH: list[Callable[[Any, str], Iterable[Found]]] = []
_PHASES: list[tuple[int, Callable[[Any, Any], Iterable[PhaseState]]]] = []
_PERSON: list[tuple[int, Callable[[Any, Any], Any]]] = []
_TABLE: list[Callable[[Any, Any], Iterable[Link]]] = []
_WAYS_IN: list[Callable[[Any], str]] = []
_SUBJECTS: list[Callable[[Any, set[Any]], dict[Any, str]]] = []


def owes(function: Callable[[Any], Iterable[Owed]]) -> Callable[[Any], Iterable[Owed]]:
    """Register: request -> what its viewer owes."""
    _OWED.append(function)
    return function


def news(function: Callable[[Any], Iterable[News]]) -> Callable[[Any], Iterable[News]]:
    """Register: request -> what changed."""
    _NEWS.append(function)
    return function


def finds(function: Callable[[Any, str], Iterable[Found]]) -> Callable[[Any, str], Iterable[Found]]:
    """Register: request, words -> what was found (a handful at most)."""
    _SEARCH.append(function)
    return function


def phase(order: int) -> Callable[[Any], Any]:
    """Register: request, cohort -> phases of its path, in their order."""

    def made(function: Any) -> Any:
        _PHASES.append((order, function))
        return function

    return made


def person_panel(order: int) -> Callable[[Any], Any]:
    """Register: request, person -> (heading, template, context) or None."""

    def made(function: Any) -> Any:
        _PERSON.append((order, function))
        return function

    return made


def leads_from_the_table(function: Callable[[Any, Any], Iterable[Link]]) -> Any:
    """Register: request, cohort -> ways that somebody at its table may go on their phone."""
    _TABLE.append(function)
    return function


def all_from_the_table(request: Any, cohort: Any) -> list[Link]:
    """Ways from a phone at the table to what the later stages hold for it."""
    return [one for function in _TABLE for one in function(request, cohort)]


def brings_in(function: Callable[[Any], str]) -> Callable[[Any], str]:
    """Register: member -> the address that brings them into their room, or an empty string."""
    _WAYS_IN.append(function)
    return function


def way_in(member: Any) -> str:
    """The personal address that brings a member into their room; empty where there is no room."""
    return next((found for function in _WAYS_IN if (found := function(member))), "")


def names_subjects(function: Callable[[Any, set[Any]], dict[Any, str]]) -> Any:
    """Register: request, ids -> names of the calls or cohorts among them."""
    _SUBJECTS.append(function)
    return function


def names_of_subjects(request: Any, ids: set[Any]) -> dict[Any, str]:
    """Names of what roles are limited to: calls and cohorts by id."""
    return {key: name for function in _SUBJECTS for key, name in function(request, ids).items()}


def all_owed(request: Any) -> list[Owed]:
    """Everything owed, soonest first; what has no date comes last."""
    rows = [one for function in _OWED for one in function(request)]
    return sorted(rows, key=lambda one: (one.by is None, one.by or date.max))


def all_news(request: Any) -> list[News]:
    """Everything that changed, newest first."""
    rows = [one for function in _NEWS for one in function(request)]
    return sorted(rows, key=lambda one: one.at, reverse=True)


def all_found(request: Any, words: str) -> list[Found]:
    """Everything found, in the order of the stages."""
    return [one for function in _SEARCH for one in function(request, words)]


def all_phases(request: Any, cohort: Any) -> list[PhaseState]:
    """A cohort's path."""
    ordered = sorted(_PHASES, key=lambda row: row[0])
    return [one for _, function in ordered for one in function(request, cohort)]


def person_panels(request: Any, person: Any) -> list[Any]:
    """Panels of a person's page, without empty ones."""
    ordered = sorted(_PERSON, key=lambda row: row[0])
    found = [function(request, person) for _, function in ordered]
    return [one for one in found if one is not None]
