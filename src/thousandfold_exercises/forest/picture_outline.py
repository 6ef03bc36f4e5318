# SPDX-License-Identifier: Apache-2.0
"""The forest in words; the drawing takes its sentences from the same place."""

from __future__ import annotations

from thousandfold_core.drawing import Outline
from thousandfold_core.drawing.svg import clean
from thousandfold_exercises.forest.picture_facts import (
    FEWEST,
    Contested,
    ForestFacts,
    Strand,
    keyed_contested,
    strands,
    strands_beyond,
)
from thousandfold_exercises.forest.picture_words import ForestWords


class Telling:
    """Sentences of one showing of the forest."""

    def __init__(self, facts: ForestFacts, words: ForestWords) -> None:
        self.facts = facts
        self.words = words
        self.ribbons, self.roots = strands(facts)

    @property
    def hidden(self) -> bool:
        """Whether there are too few trees to show any."""
        return len(self.facts.trees) < FEWEST

    def trees(self) -> str:
        """How many trees stand on the hill."""
        return self.words.trees.format(count=len(self.facts.trees))

    def strand(self, strand: Strand) -> str:
        """A ribbon or a shared root: how many trees, or the whole hill."""
        if strand.whole:
            return self.words.whole.format(label=clean(strand.label))
        return self.words.joined.format(
            label=clean(strand.label), count=strand.count, all=len(self.facts.trees)
        )

    def contested(self, fruit: Contested) -> str:
        """A contested fruit, and whether somebody says that it leaves people out."""
        text = self.words.yet_to_hear.format(label=clean(fruit.label))
        return f"{text} · {self.words.leaves_out}" if fruit.flagged else text

    def summary(self) -> str:
        """How many of each: the description of the drawing."""
        if self.hidden:
            return self.words.too_few
        counts = {
            "ribbons": len(self.ribbons),
            "roots": len(self.roots),
            "contested": len(self.facts.contested),
        }
        return f"{self.trees()}. {self.words.summary.format(**counts)}"


def outline_of(telling: Telling) -> Outline:
    """Return the outline: trees, common branches, shared roots, contested fruit."""
    words = telling.words
    if telling.hidden:
        return Outline(words.too_few, "forest")
    more_ribbons, more_roots = strands_beyond(telling.facts)
    sections = (
        (words.ribbons, _strand_lines(telling, telling.ribbons, more_ribbons)),
        (words.roots, _strand_lines(telling, telling.roots, more_roots)),
        (words.contested, _contested_lines(telling)),
    )
    found = tuple(Outline(name, "section", children=own) for name, own in sections if own)
    return Outline(
        words.forest, "forest", children=(Outline(telling.trees(), "trees", "all"), *found)
    )


def _strand_lines(
    telling: Telling, drawn: tuple[Strand, ...], beyond: tuple[Strand, ...]
) -> tuple[Outline, ...]:
    """A line with a key for each that is drawn, then one without for each that is not."""
    return (
        *(Outline(telling.strand(s), s.kind, s.key) for s in drawn),
        *(Outline(telling.strand(s), s.kind) for s in beyond),
    )


def _contested_lines(telling: Telling) -> tuple[Outline, ...]:
    return (
        *(
            Outline(telling.contested(fruit), "contested", key)
            for key, fruit in keyed_contested(telling.facts)
        ),
        *(Outline(telling.contested(one), "contested") for one in telling.facts.beyond.contested),
    )
