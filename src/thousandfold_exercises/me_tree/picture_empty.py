# SPDX-License-Identifier: Apache-2.0
"""The empty tree: what the projector shows, and where everybody starts. Only the parts are named.

The four parts and what they stand for: report lines 983-991.
"""

from __future__ import annotations

from dataclasses import dataclass

from thousandfold_core.drawing import Paint, crowns
from thousandfold_core.drawing.ground import draw_ground
from thousandfold_core.drawing.limbs import sliver, taper
from thousandfold_core.drawing.place import Box
from thousandfold_core.drawing.svg import Svg, group, join, path_data, tag
from thousandfold_core.drawing.trunks import Trunk
from thousandfold_core.drawing.words import Block, Side, block, set_words
from thousandfold_exercises.me_tree.picture_outline import Telling
from thousandfold_exercises.me_tree.picture_parts import (
    draw_clouds,
    draw_fruit,
    draw_leaves,
    frame,
    paper,
)
from thousandfold_exercises.me_tree.picture_roots import plan_roots

BOUGHS = 5


@dataclass(frozen=True)
class Stage:
    """One page for the empty tree: its size, where the tree stands, where each part is named."""

    width: float
    height: float
    ground: float
    fork: complex
    reach: complex
    vigour: float
    names: tuple[tuple[complex, Side, float], ...]
    big: float
    small: float


WIDE = Stage(
    1600, 900, 706, 800 + 496j, 318 + 330j, 1.08,
    ((395 + 300j, "right", 300), (1210 + 150j, "left", 330), (905 + 562j, "left", 560), (60 + 738j, "left", 420)),
    46, 30,
)  # fmt: skip
TALL = Stage(
    420, 770, 556, 210 + 346j, 118 + 190j, 0.6,
    ((168 + 386j, "right", 148), (24 + 24j, "left", 370), (262 + 440j, "left", 140), (24 + 694j, "left", 370)),
    24, 17,
)  # fmt: skip


def draw_empty(telling: Telling, paint: Paint, ids: str, size: float | None, *, tall: bool) -> str:
    """Return the finished ``<svg>`` of a tree with nothing on it yet."""
    stage = TALL if tall else WIDE
    crown = crowns.Crown(stage.fork, stage.reach, stage.vigour)
    boughs = crowns.grow(crown, [(f"empty {i}", False) for i in range(BOUGHS)])
    fruit = [
        (boughs[i].curve.at(t), side) for i, t, side in ((0, 0.8, 0), (3, 0.86, 0), (4, 0.74, 0))
    ]
    radius = 15 * stage.vigour
    middles = [held + 1j * radius * 2.6 for held, _ in fruit]
    return frame(
        telling, ids, stage.width, stage.height, size,
        paper(paint, stage.width, stage.height),
        draw_ground(paint, stage.width, stage.height, stage.ground, 20 if not tall else 8),
        _tree(paint, stage, crown, boughs, middles),
        group(*(draw_fruit(paint, m, radius, held) for m, (held, _) in zip(middles, fruit, strict=True))),
        _names(paint, telling, stage, boughs, middles[1]),
    )  # fmt: skip


def _tree(
    paint: Paint,
    stage: Stage,
    crown: crowns.Crown,
    boughs: list[crowns.Bough],
    fruit: list[complex],
) -> Svg:
    leader = boughs[crowns.leader_index(BOUGHS)]
    base = complex(stage.width / 2, stage.ground + 3)
    trunk = Trunk(base, leader.curve, 80 * stage.vigour, leader.thick)
    circles = crowns.clouds(boughs, stage.vigour)
    r = 22 * stage.vigour
    taken = [Box(m.real - r, m.imag - r * 1.1, m.real + r, m.imag + r) for m in fruit]
    inside = Box(0, 0, stage.width, stage.ground - 20)
    back = crowns.filling(circles, 22 * stage.vigour**0.5, 30 * stage.vigour**0.35)
    front: list = []
    for bough in boughs:
        behind, before = crowns.leaves_of(bough, crown, 0.9)
        back, front = back + behind, front + before
    spread = stage.width * (0.27 if stage.width > 1000 else 0.42)
    bare = Block((), 1)
    count = 5 if stage.width > 1000 else 4
    roots = plan_roots(
        base,
        [bare] * count,
        left=base.real - spread,
        right=base.real + spread,
        thick=26 * stage.vigour,
        rise=70 * stage.vigour,
    )
    wood = [sliver(t.start, t.end, t.bend, t.thick) for b in boughs for t in b.twigs]
    wood += [taper(b.curve, b.thick, 3) for b in boughs if b is not leader]
    wood += [taper(run.curve, run.thick, 2.5, collar=0.25) for run in roots.runs]
    wood.append(trunk.path())
    grain = [
        trunk.strand(s * 0.8, s * 0.62, 0.06, 0.92) for s in (-0.85, -0.5, -0.15, 0.22, 0.55, 0.9)
    ]
    return join(
        (
            draw_clouds(paint, circles),
            draw_leaves(paint, crowns.clear(back, taken, inside)),
            tag("path", d=Svg("".join(wood)), **paint("bark")),
            tag("path", d=Svg("".join(grain)), stroke_width=1.2, opacity=0.75, **paint("grain")),
            draw_leaves(paint, crowns.clear(front, taken, inside)),
        )
    )


def _names(
    paint: Paint, telling: Telling, stage: Stage, boughs: list[crowns.Bough], fruit: complex
) -> Svg:
    words = telling.words
    named = (
        (words.branches, words.branches_hint, boughs[0].curve.at(0.62)),
        (words.fruit, words.fruit_hint, fruit),
        (words.trunk, words.trunk_hint, None),
        (words.roots, words.roots_hint, None),
    )
    return join(
        _name(paint, stage, name, hint, aim, *place)
        for (name, hint, aim), place in zip(named, stage.names, strict=True)
    )


def _name(
    paint: Paint,
    stage: Stage,
    name: str,
    hint: str,
    aim: complex | None,
    at: complex,
    side: Side,
    room: float,
) -> Svg:
    big = block(name, stage.big, room, bold=True)
    small = block(hint, stage.small, room)
    parts = [
        set_words(big, paint, "value", x=at.real, top=at.imag, side=side),
        set_words(small, paint, "ink", x=at.real, top=at.imag + big.height, side=side),
    ]
    if aim is not None:
        parts.append(_pointer(paint, stage, at, side, aim, big))
    return join(parts)


def _pointer(paint: Paint, stage: Stage, at: complex, side: Side, aim: complex, big: Block) -> Svg:
    """Return the dotted line from a name to its part."""
    if stage.width > 1000:
        way = 1 if side == "right" else -1
        start = at + complex(way * 12, big.height * 0.55)
        d = path_data(
            "M",
            start,
            "Q",
            complex((start.real + aim.real) / 2, start.imag),
            aim - (aim - start) / abs(aim - start) * 26,
        )
    elif side == "right":
        d = path_data("M", at - 30 - 4j, "L", aim + 12j)
    else:
        start = at + complex(big.width + 12, big.height * 0.6)
        d = path_data("M", start, "Q", complex(aim.real, start.imag), aim - 20j)
    look = {"stroke_linecap": "round", "stroke_dasharray": "0.1 7"}
    return tag("path", d=d, stroke_width=5.5, opacity=0.7, **paint("halo")) + tag(
        "path", d=d, stroke_width=2.6, **look, **paint("leader")
    )
