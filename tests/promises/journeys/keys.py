"""Somebody who has only keys: who goes from thing to thing, and looks where the focus is.

After every key that moves the focus it is checked that something has it, that it can be seen, that
the line around it can be told from what is behind, that nothing lies over it, that it is on the
screen, and that it came there in the order of the page (WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11,
2.4.13).
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Locator, Page

HERE = Path(__file__).parent
FOCUS = (HERE / "focus.js").read_text(encoding="utf-8")
MISSED = (HERE / "missed.js").read_text(encoding="utf-8")
#: No page of ours asks for more keys than this to come to anything.
ENOUGH = 600
#: Room around a thing in which its focus may be drawn, in CSS pixels.
AROUND = 8
#: By how much a pixel must change, of 255, to be told from what it was.
TOLD = 60
BLUR = "() => { window.__had = document.activeElement; window.__had.blur(); }"
REFOCUS = "() => window.__had.focus({ preventScroll: true, focusVisible: true })"


@dataclass
class Keys:
    """Hands on the keys of one page; ``wrong`` says what could not be told or come to."""

    page: Page
    wrong: list[str] = field(default_factory=list)
    pressed: int = 0
    #: What was photographed already, by what it is.
    known: dict[str, bool] = field(default_factory=dict)

    def press(self, key: str, wanted: Any = None) -> dict[str, Any]:
        """Press a key that moves the focus, and look where it is now."""
        self.page.keyboard.press(key)
        self.pressed += 1
        return self.look(wanted)

    def look(self, wanted: Any = None) -> dict[str, Any]:
        """Where the focus is; whatever is wrong with that is noted."""
        seen: dict[str, Any] = self.page.evaluate(FOCUS, wanted)
        self.wrong += seen["faults"]
        if seen["unsure"] and not self._shows(seen):
            self.wrong.append(f"{seen['on']} does not show that it has the focus")
        return seen

    def goes_to(self, thing: Locator) -> None:
        """Tab to a thing: on when it comes later in the page, back when it came before.

        Raises:
            AssertionError: when so many keys do not come to it.
        """
        wanted = thing.element_handle()
        backwards = self.page.evaluate(BEFORE, wanted)
        self.page.evaluate(
            "back => { (window.__walk ||= { seen: new Set(), last: null, colours: new Map() }).back = back }",
            backwards,
        )
        for _key in range(ENOUGH):
            seen = self.press("Shift+Tab" if backwards else "Tab", wanted)
            if seen["here"]:
                return
        raise AssertionError(f"no key comes to {thing} on {self.page.url}")

    def skips(self) -> None:
        """By the first link of the page past what every page begins with."""
        if self.press("Tab")["on"]:
            self.page.keyboard.press("Enter")

    def walks_through(self, within: str = "body") -> None:
        """From thing to thing to the end of the page, opening every fold on the way, and out.

        Everything within must have been come to.
        """
        left = False
        for _key in range(ENOUGH):
            seen = self.press("Tab")
            if seen.get("again") or (left and not seen["on"]):
                break
            left = not seen["on"]
            if seen["fold"]:
                self.page.keyboard.press("Enter")
        else:
            self.wrong.append("the keys never leave the page")
        self.wrong += self.page.evaluate(MISSED, within)

    def _shows(self, seen: dict[str, Any]) -> bool:
        """True when a photograph of a thing with the focus differs enough from one without.

        Enough is as many pixels as a line of two around it has.
        """
        if seen["on"] not in self.known:
            left, top, width, height = seen["unsure"]
            with_focus = self._photograph(seen["unsure"])
            self.page.evaluate(BLUR)
            without = self._photograph(seen["unsure"])
            self.page.evaluate(REFOCUS)
            changed = ImageChops.difference(with_focus, without).convert("L")
            told = sum(changed.histogram()[TOLD:])
            self.known[seen["on"]] = told >= 2 * 2 * (width + height) * 0.9
        return self.known[seen["on"]]

    def _photograph(self, box: list[float]) -> Image.Image:
        size = self.page.viewport_size or {"width": 0, "height": 0}
        left, top = max(0, box[0] - AROUND), max(0, box[1] - AROUND)
        right = min(size["width"], box[0] + box[2] + AROUND)
        bottom = min(size["height"], box[1] + box[3] + AROUND)
        clip = {"x": left, "y": top, "width": max(1, right - left), "height": max(1, bottom - top)}
        return Image.open(io.BytesIO(self.page.screenshot(clip=clip))).convert("RGB")


#: True when a thing stands before the one that has the focus.
BEFORE = """wanted => {
  const now = document.activeElement;
  return Boolean(now && now !== document.body &&
    now.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING);
}"""
