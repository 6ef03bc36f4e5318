# SPDX-License-Identifier: Apache-2.0
"""Equal trees: three shapes of one size, drawn once each and placed many times."""

from __future__ import annotations

from functools import cache

from thousandfold_core.chance import chance
from thousandfold_core.drawing import Paint, crowns
from thousandfold_core.drawing.leaves import Leaf, leaves_path
from thousandfold_core.drawing.limbs import sliver, taper
from thousandfold_core.drawing.place import Box
from thousandfold_core.drawing.svg import Svg, join, number, path_data, tag
from thousandfold_exercises.forest.picture_plan import Plan

SHAPES = 3


def tree_shapes(paint: Paint, ids: str) -> Svg:
    """Return the definitions of the three crowns, each standing on the point 0 0."""
    return tag("defs", join(_shape(paint, f"{ids}-tree-{i}", i) for i in range(SHAPES)))


def _shape(paint: Paint, name: str, which: int) -> Svg:
    wood, shades = _grown(which)
    edge = {"stroke": "#333333", "stroke_width": 0.8} if paint.printed else {}
    leaves = [tag("path", d=d, **(paint(f"leaf-{i}") | edge)) for i, d in enumerate(shades, 1)]
    return tag("g", *leaves[:2], tag("path", d=wood, **paint("bark")), *leaves[2:], id=name)


@cache
def _grown(which: int) -> tuple[Svg, tuple[Svg, ...]]:
    """Return wood and leaves (by shade) of one shape. There are only three; they are kept."""
    crown = crowns.Crown(0j, complex(88, 176), 0.42)
    boughs = crowns.grow(crown, [(f"forest {which} {i}", False) for i in range(5)])
    circles = crowns.clouds(boughs, crown.vigour)
    leaves: list[Leaf] = crowns.filling(circles, 19, 25)
    for bough in boughs:
        leaves += crowns.leaves_of(bough, crown, 0.42)[1]
    leaves = crowns.clear(leaves, [], Box(-125, -248, 125, 40))
    wood = [sliver(t.start, t.end, t.bend, t.thick) for b in boughs for t in b.twigs[::2]]
    wood += [taper(b.curve, b.thick, 2, steps=5) for b in boughs]
    shades = (leaves_path(leaf for leaf in leaves if leaf.shade == s) for s in (1, 2, 3, 4))
    return Svg("".join(wood)), tuple(shades)


def draw_trees(paint: Paint, plan: Plan, ids: str, seed: int | str, quiet: set[str]) -> Svg:
    """Return every tree in its place; the shape is by chance and means nothing.

    Every other one stands a step nearer, so that crowns overlap as in a wood. Which, follows
    from the shuffled order alone.
    """
    row = list(plan.xs.items())
    return join(
        _tree(paint, plan, ids, seed, tree, x, tree in quiet) for tree, x in (*row[::2], *row[1::2])
    )


def _tree(
    paint: Paint, plan: Plan, ids: str, seed: int | str, tree: str, x: float, quiet: bool
) -> Svg:
    dice = chance(seed, "forest", "shape", tree)
    which, flip = dice.randrange(SHAPES), dice.choice((1, -1))
    foot, crown = complex(x, plan.hill(x) + 3), complex(x, plan.crown_foot(x))
    k = plan.scale
    stem = tag("path", d=_stem(foot, crown, 27 * k), **paint("bark"))
    turn = f"translate({number(x)} {number(crown.imag)}) scale({flip * k:.3f} {k:.3f})"
    use = tag("use", href=f"#{ids}-tree-{which}", transform=turn)
    return tag("g", stem, use, **({"opacity": 0.22, "class_": "tf-quiet"} if quiet else {}))


def _stem(foot: complex, crown: complex, thick: float) -> Svg:
    low, high = thick * 0.95, thick * 0.46
    bend = complex(0, (crown - foot).imag)
    return path_data(
        "M", foot - low, "C", foot - thick * 0.5 + bend * 0.18, foot - thick * 0.5 + bend * 0.5, crown - high,
        "L", crown + high, "C", foot + thick * 0.5 + bend * 0.5, foot + thick * 0.5 + bend * 0.18, foot + low,
        "Q", foot + 7j * thick / 20, foot - low, "z",
    )  # fmt: skip
