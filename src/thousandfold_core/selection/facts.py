# SPDX-License-Identifier: Apache-2.0
"""The simple sums to say first when rules cannot be met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .pool import Pool
from .rules import Apart, AtMostPerOrganisation, Must, MustNot, Rule, Size, Target
from .sentences import Sentence, say


def plain_facts(pool: Pool, rules: Iterable[Rule]) -> list[Sentence]:
    """Return contradictions that plain counting shows, simplest first.

    An empty list does not mean that the rules can be met.
    """
    rules = list(rules)
    barred = {rule.id for rule in rules if isinstance(rule, MustNot)}
    musts = {rule.id for rule in rules if isinstance(rule, Must)}
    free = pool.everyone - barred
    finders = [_both(musts, barred), _supply(pool, rules, free), _apart(rules, musts)]
    for size in (rule for rule in rules if isinstance(rule, Size)):
        finders += [_size(size, free, musts), _organisations(pool, rules, size, free)]
        finders += [_sums(pool, rules, size, free)]
    return [fact for finder in finders for fact in finder]


def _both(musts: set[str], barred: set[str]) -> Iterator[Sentence]:
    for person in sorted(musts & barred):
        yield say("fact-must-both", person=person)


def _supply(pool: Pool, rules: Sequence[Rule], free: frozenset[str]) -> Iterator[Sentence]:
    for rule in rules:
        if isinstance(rule, Target):
            pair = (rule.feature, rule.value)
            have = len(pool.members.get(pair, frozenset()) & free)
            if have < rule.minimum:
                group = {"feature": rule.feature, "value": rule.value}
                yield say("fact-target-supply", have=have, limit=rule.minimum, **group)


def _apart(rules: Sequence[Rule], musts: set[str]) -> Iterator[Sentence]:
    for rule in rules:
        if isinstance(rule, Apart) and len(musts.intersection(rule.ids)) > rule.most:
            people = tuple(sorted(musts.intersection(rule.ids)))
            yield say("fact-must-apart", people=people, limit=rule.most)


def _size(size: Size, free: frozenset[str], musts: set[str]) -> Iterator[Sentence]:
    if len(free) < size.minimum:
        yield say("fact-size-supply", have=len(free), limit=size.minimum)
    if len(musts) > size.maximum:
        yield say("fact-must-many", total=len(musts), limit=size.maximum)


def _organisations(
    pool: Pool, rules: Sequence[Rule], size: Size, free: frozenset[str]
) -> Iterator[Sentence]:
    for rule in (one for one in rules if isinstance(one, AtMostPerOrganisation)):
        homes = {name: members & free for name, members in pool.organisations.items()}
        have = len(free) - sum(map(len, homes.values()))
        have += sum(min(len(members), rule.cap(name)) for name, members in homes.items())
        if have < size.minimum <= len(free):
            yield say("fact-organisations", have=have, limit=size.minimum)


def _sums(
    pool: Pool, rules: Sequence[Rule], size: Size, free: frozenset[str]
) -> Iterator[Sentence]:
    """Sums over one feature: sound where nobody has two of its values, or all have one."""
    features: dict[str, dict[str, list[Target]]] = {}
    for rule in (one for one in rules if isinstance(one, Target)):
        features.setdefault(rule.feature, {}).setdefault(rule.value, []).append(rule)
    for feature, values in features.items():
        held = [
            sum(pair[0] == feature and pair[1] in values for pair in pool[one].groups)
            for one in free
        ]
        least = sum(max(rule.minimum for rule in targets) for targets in values.values())
        if max(held, default=0) <= 1 and least > size.maximum:
            yield say("fact-minimums", feature=feature, total=least, limit=size.maximum)
        caps = [
            min((rule.maximum for rule in targets if rule.maximum is not None), default=None)
            for targets in values.values()
        ]
        if min(held, default=0) >= 1 and None not in caps and sum(caps) < size.minimum:
            yield say("fact-maximums", feature=feature, total=sum(caps), limit=size.minimum)
