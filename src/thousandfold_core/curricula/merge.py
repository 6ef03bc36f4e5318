# SPDX-License-Identifier: Apache-2.0
"""Taking over a parent's changes into a fork: a three-way merge, block by block.

Forks keep block ids, so each block is one question: what it was, what we made
of it, what they made of it. Nothing is decided for people where both changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from thousandfold_core.curricula.blocks import Block, Document, Prose
from thousandfold_core.errors import Refusal

CHOICES = ("theirs", "ours", "both")


class NotDecided(Refusal):
    """A block that both sides changed still waits for people."""

    code = "merge-not-decided"
    text = "Both sides changed {id}. Choose theirs, ours or both."


@dataclass(frozen=True)
class Card:
    """One block that is not the same everywhere.

    ``kind`` is ``theirs`` (only the parent changed it), ``ours`` (only the fork
    did) or ``both`` (people must choose). None stands for a block that is not there.
    """

    id: str
    kind: str
    base: Block | None
    ours: Block | None
    theirs: Block | None

    @property
    def offered(self) -> str:
        """The choice that loses nobody's work; "" when people must choose."""
        return "" if self.kind == "both" else self.kind


def cards(base: Document, ours: Document, theirs: Document) -> tuple[Card, ...]:
    """Return a card for every block on which the three texts differ.

    In our order, then what they added. Blocks without an id cannot be
    followed and stay as ours. A change made alike on both sides is no card.
    """
    three = (_by_id(base), _by_id(ours), _by_id(theirs))
    ids = dict.fromkeys((*three[1], *three[2], *three[0]))
    found = (_card(each, *(texts.get(each) for texts in three)) for each in ids)
    return tuple(card for card in found if card)


def _by_id(document: Document) -> dict[str, Block]:
    """Return the blocks that have an id, the first of each."""
    found: dict[str, Block] = {}
    for block in document.blocks:
        if block.id:
            found.setdefault(block.id, block)
    return found


def _said(block: Block | None) -> tuple[object, ...] | None:
    """Return what counts for a difference: kind, keys and words."""
    return None if block is None else (block.kind, dict(block.attrs), block.text)


def _card(
    block_id: str, base: Block | None, ours: Block | None, theirs: Block | None
) -> Card | None:
    """Return the card for one block, or None when there is nothing to do."""
    was, here, there = _said(base), _said(ours), _said(theirs)
    if here == there:
        return None
    kind = "theirs" if here == was else "ours" if there == was else "both"
    return Card(block_id, kind, base, ours, theirs)


def merged(
    ours: Document, theirs: Document, found: tuple[Card, ...], choices: Mapping[str, str]
) -> Document:
    """Return our document with the cards carried out.

    ``choices`` maps block ids to ``theirs``, ``ours`` or ``both`` (theirs after
    ours, with ``-theirs`` at the end of its id); cards not named are carried
    out as offered. Prose and front matter stay ours. Blocks that only they have come
    after the block that they follow there. Raises ``NotDecided``.
    """
    by_id = {card.id: card for card in found}
    plan = {card.id: _choice(card, choices) for card in found}
    pieces: list[Prose | Block] = []
    for piece in ours.pieces:
        card = by_id.get(piece.id) if isinstance(piece, Block) else None
        pieces.extend(_carried_out(card, plan[card.id]) if card else (piece,))
    for card in found:
        if card.ours is None and card.theirs is not None and plan[card.id] != "ours":
            _insert(pieces, card.theirs, theirs)
    return replace(ours, pieces=tuple(_parted(pieces)))


def _choice(card: Card, choices: Mapping[str, str]) -> str:
    """Return what to do with a card, or refuse when nobody has said."""
    choice = choices.get(card.id, card.offered)
    if choice not in CHOICES:
        raise NotDecided(id=card.id)
    return choice


def _carried_out(card: Card, choice: str) -> Iterator[Block]:
    """Yield what stands in place of our block."""
    if card.ours and choice != "theirs":
        yield card.ours
    if card.theirs and choice == "theirs":
        yield card.theirs
    if card.ours and card.theirs and choice == "both":
        yield _renamed(card.theirs)


def _renamed(block: Block) -> Block:
    """Return their block under an id of its own."""
    new = f"{block.id}-theirs"
    return replace(block, id=new, opening=block.opening.replace(f"#{block.id}", f"#{new}", 1))


def _insert(pieces: list[Prose | Block], block: Block, theirs: Document) -> None:
    """Put a block of theirs after the nearest block before it that is here too, else last."""
    ids = [each.id for each in theirs.blocks]
    places = {piece.id: n for n, piece in enumerate(pieces) if isinstance(piece, Block)}
    known = [places[each] for each in ids[: ids.index(block.id)] if each in places]
    pieces.insert(known[-1] + 1 if known else len(pieces), block)


def _parted(pieces: list[Prose | Block]) -> Iterator[Prose | Block]:
    """Yield the pieces, a line end added where a file's last line came into the middle."""
    for piece in pieces[:-1]:
        if piece.raw.endswith("\n"):
            yield piece
        elif isinstance(piece, Prose):
            yield replace(piece, raw=piece.raw + "\n")
        else:
            yield replace(piece, closing=(piece.closing or "\n:::") + "\n")
    yield from pieces[-1:]
