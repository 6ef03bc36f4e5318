# SPDX-License-Identifier: Apache-2.0
"""A document in another language beside its source: stale parts marked, gaps shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thousandfold_core.curricula.blocks import Block, Document
from thousandfold_core.curricula.digest import block_digest


@dataclass(frozen=True)
class Pair:
    """A block of the source with its translation.

    ``state`` is ``original`` (the source itself was asked for), ``fresh``,
    ``stale`` (the source has changed since), ``unstamped`` (nobody said) or
    ``missing`` (no translation; then ``shown`` is the source).
    """

    source: Block
    translation: Block | None
    state: str

    @property
    def shown(self) -> Block:
        """The block to read first; the keys that steer are always the source's."""
        return self.translation or self.source


def side_by_side(texts: Mapping[str, Document], source: str, language: str) -> tuple[Pair, ...]:
    """Return the source's blocks in their order, each with its translation.

    Nothing falls back silently: a block without a translation says so. An
    empty result means that the source text itself is missing. Linear.
    """
    if source not in texts:
        return ()
    translated = texts.get(language)
    known: dict[str, Block] = {}
    for block in translated.blocks if translated else ():
        known.setdefault(block.id, block)
    if language == source:
        return tuple(Pair(each, None, "original") for each in texts[source].blocks)
    return tuple(_pair(each, known.get(each.id)) for each in texts[source].blocks)


def _pair(source: Block, translation: Block | None) -> Pair:
    """Say how a translation stands to its source."""
    if translation is None or not source.id:
        return Pair(source, None, "missing")
    of = translation.get("of")
    if not of:
        return Pair(source, translation, "unstamped")
    return Pair(source, translation, "fresh" if of == block_digest(source) else "stale")
