# SPDX-License-Identifier: Apache-2.0
"""The tree in words: each fact's sentence, and the outline made of them.

Drawing and outline both take their sentences from ``Telling``, so that neither
can say more than the other.
"""

from __future__ import annotations

from functools import cached_property

from thousandfold_core.drawing import Outline
from thousandfold_core.drawing.svg import clean
from thousandfold_exercises.me_tree.picture_facts import Branch, Fruit, Ring, Root, TreeFacts
from thousandfold_exercises.me_tree.picture_words import TreeWords

MOST_QUESTIONS = 5


class Telling:
    """Sentences of one tree. ``ask`` leaves the gentle questions in (for its author) or out."""

    def __init__(self, facts: TreeFacts, words: TreeWords, *, ask: bool) -> None:
        self.facts = facts
        self.words = words
        self.ask = ask

    def root(self, root: Root) -> str:
        """A root's words, or only that it is kept."""
        return self.words.kept if root.private else clean(root.label or self.words.kept)

    def ring(self, ring: Ring) -> str:
        """A year and what happened in it."""
        if ring.private:
            return self.words.kept
        return ": ".join(part for part in (clean(ring.when), clean(ring.label)) if part)

    def branch(self, branch: Branch) -> str:
        """A value, whether it is protected, and what it grows from."""
        if branch.private:
            return self.words.kept
        parts = [clean(branch.label)]
        if branch.protected:
            parts.append(self.words.protected)
        roots = self.facts.open_roots_of(branch)
        if roots:
            named = "; ".join(self.root(root) for root in roots)
            parts.append(self.words.grows_from.format(roots=named))
        elif self.asks_branch(branch):
            parts.append(self.words.ask_branch)
        return " · ".join(parts)

    def asks_branch(self, branch: Branch) -> bool:
        """Whether a branch is joined to nothing and its author may be asked; never many at once."""
        return self.ask and branch in self._unjoined and len(self._unjoined) <= MOST_QUESTIONS

    @cached_property
    def _unjoined(self) -> list[Branch]:
        """Readable branches with neither root nor fruit."""
        bearing = [self.facts.branch_of(fruit) for fruit in self.facts.fruit]
        return [b for b in self.facts.branches if not (b.private or b.roots or b in bearing)]

    def fruit_note(self, fruit: Fruit) -> str:
        """What stands under a fruit's words: its other branches, or the question."""
        if fruit.private:
            return ""
        first = self.facts.branch_of(fruit)
        if first is None:
            return self.words.ask_fruit if self.ask else ""
        others = [
            clean(branch.label)
            for branch in self.facts.branches
            if branch.key in fruit.branches and branch is not first and not branch.private
        ]
        return self.words.also_from.format(branches=", ".join(others)) if others else ""

    def fruit(self, fruit: Fruit) -> str:
        """An outcome, and its note."""
        label = self.words.kept if fruit.private else clean(fruit.label)
        note = self.fruit_note(fruit)
        return f"{label} · {note}" if note else label

    def earlier(self, number: int) -> str:
        """An earlier version: its name, how many parts, what came and went after it."""
        versions = (*self.facts.earlier, self.facts)
        before, after = versions[number], versions[number + 1]
        open_before, open_after = self._named(before), self._named(after)
        added = [label for key, label in open_after.items() if key not in open_before]
        gone = [label for key, label in open_before.items() if key not in open_after]
        parts = [self.version_name(number), self.words.parts.format(count=before.count)]
        if added:
            parts.append(self.words.added.format(labels="; ".join(added)))
        if gone:
            parts.append(self.words.let_go.format(labels="; ".join(gone)))
        if not added and not gone:
            parts.append(self.words.unchanged)
        return " · ".join(parts)

    def version_name(self, number: int) -> str:
        """The version's own title, or its place in the row."""
        own = clean(self.facts.earlier[number].title)
        plain = self.words.first if number == 0 else self.words.version.format(number=number + 1)
        return own or plain

    def _named(self, version: TreeFacts) -> dict[tuple[str, str], str]:
        """Labels by part, without any part that is private in any version."""
        hidden = {
            part[:2]
            for each in (*self.facts.earlier, self.facts)
            for part in _parts(each)
            if part[2]
        }
        return {part[:2]: clean(part[3]) for part in _parts(version) if part[:2] not in hidden}

    def title(self) -> str:
        """The tree's title, or the plain one."""
        return clean(self.facts.title) or self.words.tree

    def summary(self) -> str:
        """How many of each: the description of the drawing."""
        if not self.facts.count:
            return self.words.empty
        return self.words.summary.format(
            roots=len(self.facts.roots),
            rings=len(self.facts.rings),
            branches=len(self.facts.branches),
            fruit=len(self.facts.fruit),
        )


def _parts(facts: TreeFacts) -> list[tuple[str, str, bool, str]]:
    """Return (kind, key, private, label) of every part."""
    return [
        *(("root", r.key, r.private or not r.label, r.label or "") for r in facts.roots),
        *(("ring", r.key, r.private, r.label) for r in facts.rings),
        *(("branch", b.key, b.private, b.label) for b in facts.branches),
        *(("fruit", f.key, f.private, f.label) for f in facts.fruit),
    ]


def outline_of(telling: Telling) -> Outline:
    """Return the outline: roots, trunk, branches with their fruit, the ground, how it grew."""
    facts, words = telling.facts, telling.words
    roots = tuple(Outline(telling.root(r), "root", r.key) for r in facts.roots)
    rings = tuple(Outline(telling.ring(r), "ring", r.key) for r in facts.rings)
    branches = tuple(_branch_line(telling, branch) for branch in facts.branches)
    fallen = tuple(_fruit_line(telling, f) for f in facts.fruit if facts.branch_of(f) is None)
    grown = tuple(
        Outline(telling.earlier(i), "earlier", str(i + 1)) for i in range(len(facts.earlier))
    )
    sections = (
        Outline(f"{words.roots}: {words.roots_hint}", "section", children=roots),
        Outline(f"{words.trunk}: {words.trunk_hint}", "section", children=rings),
        Outline(
            f"{words.branches}: {words.branches_hint}. {words.fruit}: {words.fruit_hint}",
            "section",
            children=branches,
        ),
        Outline(words.fallen, "section", children=fallen),
        Outline(words.growth, "section", children=grown),
    )
    always = 3
    kept = tuple(s for i, s in enumerate(sections) if i < always or s.children)
    return Outline(telling.title(), "tree", children=kept)


def _branch_line(telling: Telling, branch: Branch) -> Outline:
    borne = (f for f in telling.facts.fruit if telling.facts.branch_of(f) is branch)
    fruit = tuple(_fruit_line(telling, f) for f in borne)
    return Outline(telling.branch(branch), "branch", branch.key, fruit)


def _fruit_line(telling: Telling, fruit: Fruit) -> Outline:
    return Outline(telling.fruit(fruit), "fruit", fruit.key)
