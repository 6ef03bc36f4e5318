# SPDX-License-Identifier: AGPL-3.0-or-later
"""The picture of a platform: a trunk of values, planks as its limbs (method row E12)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from thousandfold.campaigns.picture_facts import Limb, PlatformFacts, Ring, outline_of
from thousandfold.campaigns.picture_sheet import CROWN, DISC, PAD, TALL, WIDE, Board, Sheet
from thousandfold_core.chance import chance
from thousandfold_core.drawing import Paint, Picture, Theme
from thousandfold_core.drawing.ground import draw_ground
from thousandfold_core.drawing.leaves import Leaf, leaves_path, spray
from thousandfold_core.drawing.limbs import Curve, taper, turned
from thousandfold_core.drawing.svg import Svg, fact, group, join, tag
from thousandfold_core.drawing.words import SERIF, Block, block, set_words


def draw_platform(
    facts: PlatformFacts,
    *,
    theme: Theme = "light",
    shape: Literal["wide", "tall"] = "wide",
    ids: str = "platform",
    link: Callable[[str], str] | None = None,
) -> Picture:
    """Return a platform as a drawing and as an outline with the same facts.

    Values stand on the trunk, broadest first from the ground up; planks leave it
    where their value stands. ``shape`` is ``wide`` (laptop, paper) or ``tall``
    (phone, 320 px and up). ``link`` gives the address that opens a plank's evidence
    by its key. The same facts give the same bytes; time grows with the planks.
    """
    sheet = WIDE if shape == "wide" else TALL
    drawing = _Drawing(facts, Paint(theme), sheet, ids, link)
    return Picture(drawing.svg(), outline_of(facts))


class _Drawing:
    """One drawing under way, from the crown down to the ground."""

    def __init__(
        self,
        facts: PlatformFacts,
        paint: Paint,
        sheet: Sheet,
        ids: str,
        link: Callable[[str], str] | None,
    ) -> None:
        self.facts, self.paint, self.sheet, self.ids, self.link = facts, paint, sheet, ids, link
        self.rows = list(self._rows())
        self.ground = self.rows[-1][2] + 84 if self.rows else 300.0
        self.height = self.ground + (96 if facts.seeds else 56)

    def _rows(self) -> Iterator[tuple[Ring, list[Board], float]]:
        """Each value with its boards and the height of its plate; the broadest lowest."""
        top = CROWN
        for ring in reversed(self.facts.rings):
            boards = list(self._boards(ring, top))
            half = self._plate_words(ring)[2] / 2
            plate = max(one.top + one.height for one in boards) + half + 14
            yield ring, boards, plate
            top = plate + half + 26

    def _boards(self, ring: Ring, top: float) -> Iterator[Board]:
        tops = {False: top, True: top + (18 if self.sheet.both_sides else 0)}
        for index, limb in enumerate(ring.limbs):
            right = index % 2 == 1 or not self.sheet.both_sides
            board = self._board(limb, tops[right], right)
            tops[right] += board.height + self.sheet.gap
            yield board

    def _board(self, limb: Limb, top: float, right: bool) -> Board:
        it = self.sheet
        words = block(limb.title, it.size, it.room)
        note = block(limb.note, it.size - 3, it.room) if limb.note else None
        made = Board(limb, words, note, 0, top, right)
        reach = 96 if it.both_sides else 44
        left = it.trunk + reach if right else it.trunk - reach - made.width
        return Board(limb, words, note, left, top, right)

    def svg(self) -> str:
        """The complete picture."""
        it, paint = self.sheet, self.paint
        return tag(
            "svg",
            tag("title", self.facts.title, id=f"{self.ids}-title"),
            tag("rect", width=it.width, height=round(self.height), **paint("paper")),
            draw_ground(paint, it.width, self.height, self.ground, 10),
            self._wood(),
            self._crown(),
            group(*(self._ring(*row) for row in self.rows)),
            self._seeds(),
            xmlns="http://www.w3.org/2000/svg",
            viewbox=f"0 0 {round(it.width)} {round(self.height)}",
            class_="tf-picture tf-platform",
            role="group" if self.link else "img",
            aria_labelledby=f"{self.ids}-title",
            font_family=SERIF,
        )

    def _wood(self) -> Svg:
        """Trunk, roots, and a limb to each board."""
        it = self.sheet
        foot, tip = complex(it.trunk, self.ground + 4), complex(it.trunk + 3, 46)
        rise = foot.imag - tip.imag
        trunk = Curve(foot, foot - rise * 0.3j - 4, tip + rise * 0.3j + 5, tip)
        parts = [taper(trunk, it.thick, it.thick * 0.3, steps=14, collar=0.3)]
        for lean in (-1.9, -1.1, -0.3, 0.4, 1.2, 2.0):
            start = foot + complex(it.thick * lean * 0.22, -12)
            end = foot + complex(it.thick * lean, 26 - 6 * abs(lean))
            root = Curve(start, start + 10j, end - complex(it.thick * lean * 0.4, 4), end)
            parts.append(taper(root, it.thick * 0.42, 2, collar=0))
        for _, boards, plate in self.rows:
            parts.extend(taper(self._limb(one, plate), it.thick * 0.3, 5) for one in boards)
        return tag("path", d=Svg("".join(parts)), **self.paint("bark"))

    def _limb(self, board: Board, plate: float) -> Curve:
        """A limb rises from the trunk to the middle of its board."""
        start = complex(self.sheet.trunk, min(plate, board.middle + 58))
        end = complex(board.inner + (4 if board.right_side else -4), board.middle)
        span = end - start
        return Curve(start, start + complex(span.real * 0.2, span.imag * 0.6),
                     start + complex(span.real * 0.6, span.imag), end)  # fmt: skip

    def _crown(self) -> Svg:
        """Leaves where the trunk ends and where each limb meets its board."""
        it = self.sheet
        dice = chance("platform", round(it.width), len(self.rows))
        leaves: list[Leaf] = []
        wide = 1.0 if it.both_sides else 0.55
        for step in range(26):
            way = turned(-1j, (step * 137.5) % 250 - 125)
            at = (
                complex(it.trunk + 3, 52)
                + complex(way.real * 78, way.imag * 26) * (step / 26) * wide
            )
            leaves += spray(dice, at, way, 5, length=15 * wide + 4, spread=8, shades=(1, 2, 3))
        for _, boards, plate in self.rows:
            for board in boards:
                curve = self._limb(board, plate)
                for t in (0.55, 0.8):
                    leaves += spray(
                        dice, curve.at(t), -1j, 3, length=13 * wide + 4, spread=4, shades=(1, 2, 3)
                    )
        return join(
            tag("path", d=leaves_path(x for x in leaves if x.shade == s), **self.paint(f"leaf-{s}"))
            for s in (1, 2, 3)
        )

    def _ring(self, ring: Ring, boards: list[Board], plate: float) -> Svg:
        limbs = join(self._shown(one) for one in boards)
        return join((limbs, fact("value", ring.key, ring.told, self._plate(ring, plate))))

    def _plate_words(self, ring: Ring) -> tuple[Block, Block | None, float]:
        """The words of a value's plate, its note, and how high it is."""
        size, room = self.sheet.size, 300 if self.sheet.both_sides else 280
        words = block(ring.label, size, room, bold=True)
        note = block(ring.note, size - 3, room) if ring.note else None
        return words, note, words.height + (note.height if note else 0) + 14

    def _plate(self, ring: Ring, middle: float) -> Svg:
        """The value's plate across the trunk; pale where no value is named yet."""
        it = self.sheet
        words, note, high = self._plate_words(ring)
        kind, colour = ("hill-tag", "hill-words") if ring.note else ("root-tag", "muted")
        wide = max(words.width, note.width if note else 0) + 36
        left = it.trunk - wide / 2 if it.both_sides else 8
        x, top = left + wide / 2, middle - high / 2
        parts = [
            tag("rect", x=left, y=top, width=wide, height=high, rx=9, stroke_width=1.6,
                **self.paint(kind)),
            set_words(words, self.paint, colour, x=x, top=top + 6, side="middle"),
        ]  # fmt: skip
        if note:
            at = top + 6 + words.height
            parts.append(set_words(note, self.paint, colour, x=x, top=at, side="middle"))
        return group(*parts)

    def _shown(self, board: Board) -> Svg:
        drawn = self._paper(board)
        if self.link:
            drawn = tag("a", drawn, href=self.link(board.limb.key), class_="tf-link")
        return fact("plank", board.limb.key, board.limb.told, drawn)

    def _paper(self, board: Board) -> Svg:
        """A board: dashed while a candidate, with its number where the limb meets it."""
        paint, limb = self.paint, board.limb
        dashed = "6 4" if limb.state == "candidate" else None
        x = board.left + PAD + (DISC if board.right_side else 0)
        parts = [
            tag("rect", x=board.left, y=board.top, width=board.width, height=board.height, rx=7,
                stroke_width=2.6 if limb.state == "adopted" else 1.4, stroke_dasharray=dashed,
                **paint("tag")),
            set_words(board.words, paint, "ink", x=x, top=board.top + 9),
        ]  # fmt: skip
        if board.note:
            top = board.top + 12 + board.words.height
            parts.append(set_words(board.note, paint, "muted", x=x, top=top))
        return group(*parts, self._disc(board))

    def _disc(self, board: Board) -> Svg:
        adopted = board.limb.state == "adopted"
        number = block(str(board.limb.number), 15, 40, bold=True)
        look = self.paint("hill-tag" if adopted else "tag")
        return join(
            (
                tag("circle", cx=board.inner, cy=board.middle, r=DISC, stroke_width=1.6, **look),
                set_words(number, self.paint, "hill-words" if adopted else "value",
                          x=board.inner, top=board.middle - 10, side="middle"),
            )
        )  # fmt: skip

    def _seeds(self) -> Svg:
        """What is carried forward lies in the soil."""
        if not self.facts.seeds:
            return Svg("")
        it = self.sheet
        x, y = (it.trunk + 90, self.ground + 52) if it.both_sides else (24.0, self.ground + 58)
        words = block(self.facts.seeds, it.size - 2, it.width - x - 60)
        seeds = join(
            tag("ellipse", cx=x + i * 13, cy=y - (i % 2) * 7, rx=7, ry=5, stroke_width=1.8,
                **self.paint("fruit-line"))
            for i in range(3)
        )  # fmt: skip
        told = set_words(words, self.paint, "bark-words", x=x + 48, top=y - 12)
        return fact("seeds", "all", self.facts.seeds, seeds, told)
