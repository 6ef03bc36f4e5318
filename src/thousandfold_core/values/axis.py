# SPDX-License-Identifier: Apache-2.0
"""The first axis of a voting matrix, and the question whether it is more than chance."""

from __future__ import annotations

import random

import numpy as np
from numpy.typing import NDArray

from thousandfold_core.values.voting_matrix import NO_ANSWER, centred

#: Shares closer than this are the same share; rounding must not decide a test.
_ROUNDING = 1e-9
#: Deals computed at once.
_BATCH = 250


def first_axis(cells: NDArray[np.int8]) -> NDArray[np.float64]:
    """Each person's score on the direction along which the votes differ most.

    First principal component of the centred votes, from the smaller of the
    two products; the longer tail points up, so that a tie is cut alike on
    every machine. O(people x statements x min of both).
    """
    votes = centred(cells)
    _, directions = np.linalg.eigh(_smaller_product(votes[np.newaxis])[0])
    top = directions[:, -1]
    scores = top if votes.shape[0] <= votes.shape[1] else votes @ top
    return -scores if (scores**3).sum() < 0 else scores


def axis_share(cells: NDArray[np.int8]) -> float:
    """Share of all variance that lies on the first axis, 0 to 1; 0 if nobody differs."""
    return float(_shares(centred(cells)[np.newaxis])[0])


def gate_p(cells: NDArray[np.int8], draws: int, luck: random.Random) -> float:
    """How often chance alone gives a first axis this strong: (1 + hits) / (1 + draws).

    The votes of every statement are dealt anew among the people who answered
    it, so support for each statement stays as it was and only the pattern
    across statements is broken. A Monte Carlo permutation test (Phipson and
    Smyth 2010: the observed deal counts as one of the deals).
    """
    observed = axis_share(cells)
    if observed == 0:
        return 1.0
    bits = np.random.PCG64(luck.getrandbits(128))
    total = (centred(cells) ** 2).sum()
    bar = observed * total * (1 - _ROUNDING)
    hits = sum(_at_least(_redealt(cells, batch, bits), bar) for batch in _batches(draws))
    return (1 + hits) / (1 + draws)


def _batches(draws: int) -> list[int]:
    """The draws in portions, so that a large room does not fill the memory."""
    full, rest = divmod(draws, _BATCH)
    return [_BATCH] * full + [rest] * bool(rest)


def _redealt(cells: NDArray[np.int8], draws: int, bits: np.random.PCG64) -> NDArray[np.float64]:
    """Centred votes, draws x statements x people, each statement dealt anew."""
    votes = cells.T
    known = votes != NO_ANSWER
    keys = _random_words(bits, draws, known.shape)
    # A vote rides in the two low bits of a random key; sorting the keys shuffles the votes.
    # Who did not answer gets the largest key of all, so the answers come first.
    keys &= ~np.uint32(3)
    keys |= np.where(known, votes + 1, ~np.uint32(0)).astype(np.uint32)
    keys.sort(axis=2)
    keys &= np.uint32(3)
    dealt = keys.reshape(draws, -1).take(_seats(known), axis=1).reshape(keys.shape)
    means = votes.sum(axis=1, where=known) / np.maximum(known.sum(axis=1), 1)
    return dealt - np.where(known, 1 + means[:, np.newaxis], 3)


def _random_words(bits: np.random.PCG64, draws: int, shape: tuple[int, ...]) -> NDArray[np.uint32]:
    """Random words of 32 bits, draws x shape, the same on every machine and in every version.

    Raw bits, because only their stream is promised; low half first.
    """
    count = draws * int(np.prod(shape))
    raw = bits.random_raw((count + 1) // 2).astype("<u8", copy=False)
    return raw.view("<u4")[:count].reshape(draws, *shape).astype(np.uint32, copy=False)


def _seats(known: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Where each person finds their dealt vote: the answers of a statement stand first in its row."""
    statements, people = known.shape
    seat = np.where(known, np.cumsum(known, axis=1) - 1, people - 1)
    return (seat + people * np.arange(statements)[:, np.newaxis]).ravel()


def _at_least(stack: NDArray[np.float64], bar: float) -> int:
    """How many matrices in the stack have a largest squared singular value of ``bar`` or more.

    Nobody needs the value itself. It is below ``bar`` exactly when bar * I - G is
    positive definite, that is, when Cholesky's elimination meets only positive
    pivots (Sylvester). A third of the time of all eigenvalues. O(size^3) a draw.
    """
    products = _smaller_product(stack)
    return sum(not _positive_definite(one) for one in bar * np.eye(products.shape[1]) - products)


def _positive_definite(matrix: NDArray[np.float64]) -> bool:
    try:
        np.linalg.cholesky(matrix)
    except np.linalg.LinAlgError:
        return False
    return True


def _shares(stack: NDArray[np.float64]) -> NDArray[np.float64]:
    total = (stack**2).sum(axis=(1, 2))
    largest = np.linalg.eigvalsh(_smaller_product(stack))[:, -1]
    return np.divide(largest, total, out=np.zeros_like(total), where=total > _ROUNDING)


def _smaller_product(stack: NDArray[np.float64]) -> NDArray[np.float64]:
    turned = stack.transpose(0, 2, 1)
    return stack @ turned if stack.shape[1] <= stack.shape[2] else turned @ stack
