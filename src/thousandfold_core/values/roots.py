# SPDX-License-Identifier: Apache-2.0
"""Shared roots: the same label, offered by several people themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from thousandfold_core.values.folding import same_label

#: A root is shared when at least this many people offered the same label.
LEAST_ROOT = 3


@dataclass(frozen=True)
class SharedRoot:
    """A root that several people named with the same label."""

    label: str
    people: frozenset[str]


def shared_roots(roots: Iterable[tuple[str, str]], least: int = LEAST_ROOT) -> list[SharedRoot]:
    """Roots whose label at least ``least`` different people offered themselves.

    ``roots`` are pairs of person and label. Only the same label counts (case
    and spaces aside); nothing is inferred from a story. Widest first.
    """
    offered: dict[str, list[tuple[str, str]]] = {}
    for person, label in roots:
        if same_label(label):
            offered.setdefault(same_label(label), []).append((person, " ".join(label.split())))
    shared = []
    for said in offered.values():
        people = frozenset(person for person, _ in said)
        if len(people) >= least:
            shared.append(SharedRoot(_commonest(label for _, label in said), people))
    return sorted(shared, key=lambda root: (-len(root.people), root.label))


def _commonest(labels: Iterable[str]) -> str:
    counted = Counter(labels)
    return min(counted, key=lambda label: (-counted[label], label))
