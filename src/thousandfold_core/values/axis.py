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
    people, statements = cells.shape
    dealt = np.zeros((draws, statements, people))
    for j in range(statements):
        voted = np.flatnonzero(cells[:, j] != NO_ANSWER)
        # A vote rides in the two low bits of a random key; sorting the keys shuffles the votes.
        # Raw bits, because their stream is the same on every machine and in every version.
        keys = bits.random_raw(draws * len(voted)).reshape(draws, len(voted))
        keys &= ~np.uint64(3)
        keys |= (cells[voted, j] + 1).astype(np.uint64)
        keys.sort(axis=1)
        keys &= np.uint64(3)
        dealt[:, j, voted] = keys - (1 + cells[voted, j].mean() if len(voted) else 0.0)
    return dealt


def _at_least(stack: NDArray[np.float64], bar: float) -> int:
    """How many matrices in the stack have a largest squared singular value of ``bar`` or more.

    Nobody needs the value itself. It is below ``bar`` exactly when bar * I - G is
    positive definite, that is, when elimination meets only positive pivots
    (Sylvester), and elimination runs over all draws at once. O(size^3) a draw.
    """
    products = _smaller_product(stack)
    size, draws = products.shape[1], len(products)
    # Draws last, so that every step runs along memory.
    rest = np.ascontiguousarray((bar * np.eye(size) - products).transpose(1, 2, 0))
    for j in range(size):
        rest = rest[:, :, rest[j, j] > 0]
        factors = rest[j, j:] / rest[j, j]
        for i in range(j + 1, size):
            rest[i, i:] -= factors[i - j] * rest[j, i:]
    return draws - rest.shape[2]


def _shares(stack: NDArray[np.float64]) -> NDArray[np.float64]:
    total = (stack**2).sum(axis=(1, 2))
    largest = np.linalg.eigvalsh(_smaller_product(stack))[:, -1]
    return np.divide(largest, total, out=np.zeros_like(total), where=total > _ROUNDING)


def _smaller_product(stack: NDArray[np.float64]) -> NDArray[np.float64]:
    turned = stack.transpose(0, 2, 1)
    return stack @ turned if stack.shape[1] <= stack.shape[2] else turned @ stack
