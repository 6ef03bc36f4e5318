# SPDX-License-Identifier: Apache-2.0
"""Commitments and their witnesses, read out of the answers."""

from __future__ import annotations

from dataclasses import dataclass

from thousandfold_core.exercise import Answer, Reach, State, key_of


@dataclass(frozen=True)
class Commitment:
    """One step, its day (2027-05-01, or empty), and who was asked to witness it.

    ``witnessed`` is "yes", "no", or empty while the witness has not answered.
    """

    answer: Answer
    key: str
    what: str
    due: str
    witness: str
    witnessed: str


def commitments(state: State, reach: Reach = Reach.ONLY_ME) -> list[Commitment]:
    """Standing commitments that travel at least as far as ``reach``."""
    said = {(one.place, one.subject): one.text("answer") for one in state.record.items("witness")}
    found = []
    for one in state.record.items("commitment", reach=reach):
        if one.text("what").strip():
            found.append(_read(one, said))
    return found


def _read(one: Answer, said: dict[tuple[str, str], str]) -> Commitment:
    witness = one.text("witness")
    if witness == one.place or one.reach < Reach.GROUP:  # nobody witnesses what is kept
        witness = ""
    # The words are part of what the witness agreed to: change them, and the asking begins anew.
    key = key_of("closing", one.place, one.item, one.text("what"), one.text("due"), witness)
    return Commitment(
        answer=one,
        key=key,
        what=one.text("what"),
        due=one.text("due"),
        witness=witness,
        witnessed=said.get((witness, key), ""),
    )
