# SPDX-License-Identifier: Apache-2.0
"""Wood and leaves of the wide tree."""

from __future__ import annotations

from thousandfold_core.drawing import Paint, crowns
from thousandfold_core.drawing.leaves import Leaf
from thousandfold_core.drawing.limbs import sliver, taper
from thousandfold_core.drawing.place import Box
from thousandfold_core.drawing.svg import Svg, join, tag
from thousandfold_exercises.me_tree.picture_wide_plan import MARGIN, Wide


def foliage(it: Wide) -> tuple[list[Leaf], list[Leaf]]:
    """Return (leaves behind the wood, leaves before it), clear of everything that must be read."""
    taken = [box.grown(-2) for _, box in it.tags]
    taken += [
        Box(h.middle.real - 21, h.middle.imag - 24, h.middle.real + 21, h.middle.imag + 21)
        for h in it.hung
    ]
    side = it.page.edges[0] + 12 if it.hung else MARGIN
    inside = Box(side, 12, it.page.width - side, it.ground - 30)
    fill = min(1.0, 8.5 / max(1, len(it.boughs)) + 0.1)
    circles = crowns.clouds(it.boughs, it.crown.vigour)
    area = it.crown.reach.real * it.crown.reach.imag
    back = (
        crowns.filling(circles, max(23.0, (area / 260) ** 0.5), 30 * it.crown.vigour**0.35)
        if circles
        else []
    )
    front: list[Leaf] = []
    for bough in it.boughs:
        behind, before = crowns.leaves_of(bough, it.crown, fill)
        back += behind
        front += before
    return crowns.clear(back, taken, inside), crowns.clear(front, taken, inside)


def wood(paint: Paint, it: Wide) -> Svg:
    """Return trunk, branches and main roots as one piece, with the grain."""
    bark = paint("bark")
    leader = crowns.leader_index(len(it.boughs))
    steps = [sliver(t.start, t.end, t.bend, t.thick) for b in it.boughs for t in b.twigs]
    steps += [taper(b.curve, b.thick, 3) for i, b in enumerate(it.boughs) if i != leader]
    steps += [taper(curve, thick, thin, collar=0) for curve, thick, thin in it.roots.mains]
    steps.append(it.trunk.path())
    return join((tag("path", d=Svg("".join(steps)), **bark), _grain(paint, it)))


def _grain(paint: Paint, it: Wide) -> Svg:
    lines = [
        it.trunk.strand(s * 0.8, s * 0.62, 0.06 + 0.05 * (i % 3), 0.94 - 0.07 * (i % 2))
        for i, s in enumerate((-0.85, -0.5, -0.15, 0.22, 0.55, 0.9))
    ]
    fine = tag(
        "path",
        d=Svg("".join(lines)),
        stroke_width=1.1,
        stroke_linecap="round",
        opacity=0.75,
        **paint("grain"),
    )
    return join((fine, _links(paint, it)))


def _links(paint: Paint, it: Wide) -> Svg:
    """Return the strands that run from a root to the branch that grows from it."""
    where = {root.key: i for i, root in enumerate(it.facts.roots)}
    lines = []
    for i, branch in enumerate(it.facts.branches):
        for root in it.facts.open_roots_of(branch):
            low = _share(where[root.key], len(where))
            high = _share(i, len(it.facts.branches))
            lines.append(it.trunk.strand(low, high, 0.01, 1.0))
    return (
        tag("path", d=Svg("".join(lines)), stroke_width=2, stroke_linecap="round", **paint("grain"))
        if lines
        else Svg("")
    )


def _share(index: int, count: int) -> float:
    return 0.0 if count < 2 else -0.78 + 1.56 * index / (count - 1)
