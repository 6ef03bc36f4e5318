# SPDX-License-Identifier: Apache-2.0
"""The picture of a cohort's forest, and its equal outline (method row E4; report lines 997-1028)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from thousandfold_core.drawing import Paint, Picture, Theme
from thousandfold_core.drawing.ground import draw_ground
from thousandfold_core.drawing.leaves import leaves_path
from thousandfold_core.drawing.place import Box, paper
from thousandfold_core.drawing.svg import Svg, fact, group, join, path_data, tag
from thousandfold_core.drawing.words import SERIF, block, set_words
from thousandfold_exercises.forest.picture_contested import draw_contested
from thousandfold_exercises.forest.picture_facts import (
    FEWEST,
    Beyond,
    Contested,
    ForestFacts,
    Ribbon,
    SharedRoot,
)
from thousandfold_exercises.forest.picture_outline import Telling, outline_of
from thousandfold_exercises.forest.picture_page import TALL, WIDE, Page
from thousandfold_exercises.forest.picture_plan import Band, Plan, plan
from thousandfold_exercises.forest.picture_plates import draw_plate
from thousandfold_exercises.forest.picture_trees import draw_trees, tree_shapes
from thousandfold_exercises.forest.picture_weave import (
    draw_ribbon,
    draw_risers,
    draw_shared_root,
)
from thousandfold_exercises.forest.picture_words import ENGLISH, SPANISH, WORDS, ForestWords

__all__ = [
    "ENGLISH",
    "FEWEST",
    "SPANISH",
    "WORDS",
    "Beyond",
    "Contested",
    "ForestFacts",
    "ForestWords",
    "Ribbon",
    "SharedRoot",
    "draw_forest",
]

Link = Callable[[str | None], str]


def draw_forest(
    facts: ForestFacts,
    words: ForestWords = ENGLISH,
    *,
    theme: Theme = "light",
    selected: str | None = None,
    shape: Literal["wide", "tall"] = "wide",
    size: float | None = None,
    ids: str = "forest",
    link: Link | None = None,
) -> Picture:
    """Return the forest as a drawing and as an outline with the same facts.

    Trees are equal, unnamed and shuffled by ``facts.seed``. Below four trees
    nothing is drawn: a sentence says why. A ribbon or shared root that all
    trees, or all but one, have in common lies over the whole hill, without
    marks and without a number, so that nobody is singled out. A ribbon that
    fewer than two trees share is left out.

    ``selected`` is the key of a ribbon (``r1``...), shared root (``s1``...) or
    contested fruit (``c1``...); the rest is then quiet. ``link`` gives the
    address that picks a key, or with ``None`` lets go; labels become links.
    Time and size grow with trees × ribbons.
    """
    telling = Telling(facts, words)
    page = WIDE if shape == "wide" else TALL
    paint = Paint(theme)
    if telling.hidden:
        return Picture(_too_few(paint, telling, page, ids, size), outline_of(telling))
    return Picture(
        _Forest(telling, paint, page, ids, selected, link).svg(size), outline_of(telling)
    )


class _Forest:
    """One drawing under way."""

    def __init__(
        self,
        telling: Telling,
        paint: Paint,
        page: Page,
        ids: str,
        selected: str | None,
        link: Link | None,
    ) -> None:
        self.telling, self.paint, self.ids, self.link = telling, paint, ids, link
        self.plan: Plan = plan(telling, page)
        keys = {b.strand.key for b in (*self.plan.ribbons, *self.plan.roots)} | {
            h.key for h in self.plan.hanging
        }
        self.selected = selected if selected in keys else None
        self.quiet = self._quiet_trees()

    def _quiet_trees(self) -> set[str]:
        """Return the trees that are not part of what is picked; never all but one."""
        for band in (*self.plan.ribbons, *self.plan.roots):
            if band.strand.key == self.selected and not band.strand.whole:
                return set(self.plan.xs) - set(band.strand.trees)
        return set()

    def svg(self, size: float | None) -> str:
        """Return the whole drawing, from the far hill to the fruit in front."""
        it, paint = self.plan, self.paint
        risers, leaves = draw_risers(paint, it, self.quiet)
        sprigs = (
            join(
                tag(
                    "path",
                    d=leaves_path([leaf for leaf in leaves if leaf.shade == s]),
                    **paint(f"leaf-{s}"),
                )
                for s in (1, 2, 3)
            )
            if leaves
            else Svg("")
        )
        trees = draw_trees(paint, it, self.ids, self.telling.facts.seed, self.quiet)
        among = len(it.roots)
        layers = (
            _far_hill(paint, it),
            draw_ground(paint, it.page.width, it.height, it.ground, it.page.fall),
            group(
                *(
                    self._band(
                        b, draw_shared_root(paint, it, b, i, among), "root-tag", "bark-words"
                    )
                    for i, b in reversed(list(enumerate(it.roots)))
                )
            ),
            risers,
            fact("trees", "all", self.telling.trees(), trees),
            sprigs,
            group(
                *(
                    self._band(b, draw_ribbon(paint, it, b, i), "tag", "value")
                    for i, b in enumerate(it.ribbons)
                )
            ),
            _clearing(paint, it),
            group(*(self._hanging(h) for h in sorted(it.hanging, key=lambda h: -h.middle.imag))),
        )
        return _frame(
            paint,
            self.telling,
            it.page.width,
            it.height,
            self.ids,
            size,
            tree_shapes(paint, self.ids),
            *layers,
            linked=self.link is not None,
        )

    def _band(self, band: Band, drawn: Svg, kind: str, colour: str) -> Svg:
        strand = band.strand
        picked = strand.key == self.selected
        if strand.whole and kind == "tag":
            kind, colour = "hill-tag", "hill-words"
        plate = draw_plate(self.paint, band.plate, kind=kind, colour=colour)
        drawn, plate = self._soft(picked, drawn, 0.16), self._soft(picked, plate, 0.78)
        plate = self._linked(strand.key, plate)
        return fact(
            strand.kind, strand.key, self.telling.strand(strand), drawn, plate, **self._tone(picked)
        )

    def _hanging(self, hanging) -> Svg:
        picked = hanging.key == self.selected
        twig, fruit, label = draw_contested(self.paint, self.plan, hanging)
        drawn = join((self._soft(picked, fruit, 0.3), self._soft(picked, label, 0.78)))
        text = self.telling.contested(hanging.fruit)
        drawn = join((self._soft(picked, twig, 0.16), self._linked(hanging.key, drawn)))
        return fact("contested", hanging.key, text, drawn, **self._tone(picked))

    def _tone(self, picked: bool) -> dict[str, str | float]:
        if self.selected is None:
            return {}
        return {"class_": "tf-picked" if picked else "tf-quiet"}

    def _soft(self, picked: bool, drawn: Svg, opacity: float) -> Svg:
        """Return the drawing, quieter when something else is picked; labels stay readable."""
        quiet = self.selected is not None and not picked
        return tag("g", drawn, opacity=f"{opacity}") if quiet else drawn

    def _linked(self, key: str, drawn: Svg) -> Svg:
        if self.link is None:
            return drawn
        return tag(
            "a", drawn, href=self.link(None if key == self.selected else key), class_="tf-link"
        )


def _far_hill(paint: Paint, plan: Plan) -> Svg:
    """Return a pale hill behind the trees."""
    width, low = plan.page.width, plan.ground + plan.page.fall
    rise = min(plan.stem, 150.0)
    d = path_data(
        "M", complex(-width * 0.2, low), "C", complex(width * 0.12, low), complex(width * 0.2, low - rise * 1.2),
        complex(width * 0.42, low - rise * 0.9), "S", complex(width * 0.8, low - rise * 1.3), complex(width * 1.2, low),
        "V", low + 20, "H", -width * 0.2, "z",
    )  # fmt: skip
    return tag("path", d=d, opacity=0.55, **paint("wash"))


def _clearing(paint: Paint, plan: Plan) -> Svg:
    """Return the light before the trunks of a narrow page, where several contested fruit hang."""
    if not plan.page.narrow or len(plan.hanging) < 3:
        return Svg("")
    top = min(h.middle.imag for h in plan.hanging)
    low = max(h.box.bottom for h in plan.hanging) + 14
    # Five sheets, each a little shorter, so that the trunks fade instead of being cut.
    return join(
        paper(Box(0, top + 6 * i, plan.page.width, low - 4 * i), opacity=0.29, **paint("paper"))
        for i in range(5)
    )


def _frame(
    paint: Paint,
    telling: Telling,
    width: float,
    height: float,
    ids: str,
    size: float | None,
    *content: Svg,
    linked: bool,
) -> str:
    """Return the complete ``<svg>``; with links inside it is a group, not one image."""
    scale = {"width": size, "height": size * height / width} if size else {}
    return tag(
        "svg",
        tag("title", telling.words.forest, id=f"{ids}-title"),
        tag("desc", telling.summary(), id=f"{ids}-desc"),
        tag("rect", width=round(width), height=round(height), **paint("paper")),
        *content,
        xmlns="http://www.w3.org/2000/svg",
        viewbox=f"0 0 {round(width)} {round(height)}",
        class_="tf-picture tf-forest" + (" tf-tall" if width == TALL.width else ""),
        role="group" if linked else "img",
        aria_labelledby=f"{ids}-title {ids}-desc",
        font_family=SERIF,
        **scale,
    )


def _too_few(paint: Paint, telling: Telling, page: Page, ids: str, size: float | None) -> str:
    """Return a bare hill with the sentence that says why nothing stands on it."""
    words = block(telling.words.too_few, page.size + 4, page.width * 0.62)
    height = words.height + 200
    return _frame(
        paint, telling, page.width, height, ids, size,
        draw_ground(paint, page.width, height, height - 90, page.fall),
        set_words(words, paint, "ink", x=page.width / 2, top=44, side="middle"),
        linked=False,
    )  # fmt: skip
