# SPDX-License-Identifier: Apache-2.0
"""Does a group keep the rules? Read straight from the rules, with no solver.

Nothing here is shared with the code that composes, so that each can be held
against the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .pool import Person
from .rules import Apart, AtMostPerOrganisation, Must, MustNot, Rule, Size, Target, Together
from .sentences import Sentence, say


@dataclass(frozen=True)
class Violation:
    """A rule that a group breaks, and how."""

    rule: Rule
    sentence: Sentence


def check(people: Iterable[Person], rules: Iterable[Rule]) -> list[Violation]:
    """Return every rule that these people, as a group, break (empty = all is well).

    Takes a Cohort or any people, for they carry their groups and organisation.
    """
    group = list(people)
    return [Violation(rule, said) for rule in rules for said in _breaks(group, rule)]


def _breaks(group: Sequence[Person], rule: Rule) -> Iterator[Sentence]:
    ids = {person.id for person in group}
    if isinstance(rule, Target):
        pair = (rule.feature, rule.value)
        have = sum(pair in person.groups for person in group)
        yield from _outside(have, rule, "target", feature=rule.feature, value=rule.value)
    elif isinstance(rule, Size):
        yield from _outside(len(group), rule, "size")
    elif isinstance(rule, AtMostPerOrganisation):
        yield from _crowded(group, rule)
    elif isinstance(rule, Together) and 0 < len(ids.intersection(rule.ids)) < len(rule.ids):
        yield say("split-together", people=rule.ids)
    elif isinstance(rule, Apart) and len(ids.intersection(rule.ids)) > rule.most:
        yield say("joined-apart", people=rule.ids, limit=rule.most)
    elif isinstance(rule, Must) and rule.id not in ids:
        yield say("missing-must", person=rule.id)
    elif isinstance(rule, MustNot) and rule.id in ids:
        yield say("present-must-not", person=rule.id)


def _outside(have: int, rule: Target | Size, kind: str, **group: str) -> Iterator[Sentence]:
    if have < rule.minimum:
        yield _by(f"short-{kind}", rule.minimum - have, rule.minimum, group)
    if rule.maximum is not None and have > rule.maximum:
        yield _by(f"over-{kind}", have - rule.maximum, rule.maximum, group)


def _by(code: str, count: int, limit: int, group: dict[str, str]) -> Sentence:
    code += "-one" if count == 1 and group else ""
    return say(code, count=count, limit=limit, **group)


def _crowded(group: Sequence[Person], rule: AtMostPerOrganisation) -> Iterator[Sentence]:
    have = Counter(person.organisation for person in group if person.organisation)
    for name, count in sorted(have.items()):
        if count > rule.cap(name):
            over = count - rule.cap(name)
            yield say("over-organisation", count=over, limit=rule.cap(name), organisation=name)
