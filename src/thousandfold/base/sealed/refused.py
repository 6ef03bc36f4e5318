# SPDX-License-Identifier: AGPL-3.0-or-later
"""What sealed requests refuse."""

from __future__ import annotations

from thousandfold_core.errors import Refusal


class DoesNotOpen(Refusal):
    """Other words, another key, or another steward's."""

    code = "sealed-does-not-open"
    text = "This does not open it. Look at each of the words again, in their order."


class WasChanged(Refusal):
    """What is stored is not what was sealed."""

    code = "sealed-was-changed"
    text = "This was changed after it was sealed, so it is not shown. Tell the person it is from."


class NoSuchWord(Refusal):
    """A word that is on no receipt. Params: ``word``."""

    code = "no-such-receipt-word"
    text = "“{word}” is not one of our words. Look at your paper again: each has four letters."


class NotSevenWords(Refusal):
    """Too few words or too many. Params: ``count``, ``given``."""

    code = "not-seven-words"
    text = "A receipt has {count} words; these are {given}."


class NotTheSameWords(Refusal):
    """What was typed is not what was shown: the paper would not open anything."""

    code = "not-the-same-words"
    text = "These are not the words you were shown. Look at them again before you go on."


class NobodyToOpen(Refusal):
    """A request that no steward could read."""

    code = "nobody-to-open"
    text = "Choose at least one person who may read this."
