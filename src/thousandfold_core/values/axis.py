# SPDX-License-Identifier: Apache-2.0
"""The first axis of a voting matrix, and the question whether it is more than chance."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from thousandfold_core.later import Later
from thousandfold_core.values.voting_matrix import NO_ANSWER, centred

if TYPE_CHECKING:
    from numpy.typing import NDArray

np = Later("numpy")

#: Shares closer than this are the same share; rounding must not decide a test.
_ROUNDING = 1e-9
#: Deals computed at once: so few stay in the processor's cache.
_BATCH = 50
#: So often a matrix is squared, and so little may be left beside its first direction.
_SQUARINGS = 16
_PURE = 1e-12


def first_axis(cells: NDArray[np.int8]) -> NDArray[np.float64]:
    """Each person's score on the direction along which the votes differ most.

    First principal component of the centred votes; the longer tail points up,
    so that a tie is cut alike on every machine. All zero if nobody differs.
    """
    return first_axes(centred(cells)[np.newaxis])[0]


def first_axes(stack: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores, rooms x people, for a stack of centred votes, rooms x people x statements.

    O(rooms x smaller side^3 x squarings).
    """
    scores = _top_directions(_smaller_product(stack))
    if stack.shape[1] > stack.shape[2]:
        scores = np.matmul(stack, scores[:, :, np.newaxis])[:, :, 0]
    down = (scores**3).sum(axis=1) < 0
    return np.where(down[:, np.newaxis], -scores, scores)


def axis_share(cells: NDArray[np.int8]) -> float:
    """Share of all variance that lies on the first axis, 0 to 1; 0 if nobody differs."""
    votes = centred(cells)
    total = (votes**2).sum()
    if total <= _ROUNDING:
        return 0.0
    product = _smaller_product(votes[np.newaxis])
    top = _top_directions(product)[0]
    return float(top @ product[0] @ top / total)


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

    Nobody needs the value itself. It is below ``bar`` if the fourth powers of all
    values together are below that of ``bar`` (which costs one product and settles
    rooms with camps), and exactly when bar * I - G is positive definite, that is,
    when Cholesky's elimination meets only positive pivots (Sylvester).
    """
    products = _smaller_product(stack)
    squares = products @ products
    strong = products[(squares**2).sum(axis=(1, 2)) >= bar**4]
    return sum(not _positive_definite(one) for one in bar * np.eye(products.shape[1]) - strong)


def _positive_definite(matrix: NDArray[np.float64]) -> bool:
    try:
        np.linalg.cholesky(matrix)
    except np.linalg.LinAlgError:
        return False
    return True


def _top_directions(products: NDArray[np.float64]) -> NDArray[np.float64]:
    """The unit eigenvector of the largest eigenvalue of each product; zero for a zero product.

    By repeated squaring: a power of the matrix turns into the projection on its
    first direction, which is reached when nothing else is left of its trace. What
    is too nearly tied for that is solved outright. (Squaring small matrices stays
    on one processor; solvers start threads for them, which wait for each other on
    a busy laptop.)
    """
    found = np.zeros(products.shape[:2])
    left = np.flatnonzero(np.trace(products, axis1=1, axis2=2) > _ROUNDING)
    powers = products[left]
    for _ in range(_SQUARINGS):
        powers /= np.trace(powers, axis1=1, axis2=2)[:, np.newaxis, np.newaxis]
        powers = powers @ powers
        rest = 1 - (powers**2).sum(axis=(1, 2)) / np.trace(powers, axis1=1, axis2=2) ** 2
        pure = rest < _PURE
        found[left[pure]] = _projected_on(powers[pure])
        left, powers = left[~pure], powers[~pure]
    for i in left:
        found[i] = np.linalg.eigh(products[i])[1][:, -1]
    return found


def _projected_on(projections: NDArray[np.float64]) -> NDArray[np.float64]:
    """The unit vector each matrix projects on: its column with the largest diagonal entry."""
    largest = np.argmax(np.diagonal(projections, axis1=1, axis2=2), axis=1)
    columns = projections[np.arange(len(projections)), :, largest]
    return columns / np.linalg.norm(columns, axis=1, keepdims=True)


def _smaller_product(stack: NDArray[np.float64]) -> NDArray[np.float64]:
    turned = stack.transpose(0, 2, 1)
    return stack @ turned if stack.shape[1] <= stack.shape[2] else turned @ stack
