"""Somebody who looks at kept pages in a real browser: barriers, widths, what fingers miss."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser

from axe import brings_axe, found_by_axe
from promises.looking.collecting import Shown
from promises.looking.measuring import WIDTHS, lost_with_more_room, too_small
from promises.looking.screen import Screen

LAPTOP, PHONE, NARROW = SIZES = (1366, 850), (390, 844), (320, 640)
#: Tables that lie down as slips on a phone, and are cut off all the same.
CUT_OFF = """() => [...document.querySelectorAll(".table-wrap")]
    .filter((one) => one.querySelector("table.stack") && one.scrollWidth > one.clientWidth)
    .map((one) => one.querySelector("caption")?.innerText)"""


class Looker(Screen):
    """Looks at kept pages in a browser, and notes what is wrong with them."""

    def looks_at(self, shown: Shown, sizes: tuple[tuple[int, int], ...] = SIZES) -> None:
        """Open a page on the screen at hand, then make the screen wide and narrow."""
        self.shows(shown)
        self.checks_barriers()
        usual = self.page.viewport_size
        for width, height in sizes:
            self.page.set_viewport_size({"width": width, "height": height})
            self.checks_width()
            if (width, height) == PHONE:
                self.checks_fingers()
        self.page.set_viewport_size(usual)

    def checks_barriers(self) -> None:
        """What axe says; on a wide screen, where nothing lies over another, what it leaves open too."""
        wide = (self.page.viewport_size or {}).get("width", 0) >= LAPTOP[0]
        for one in found_by_axe(self.page, undecided=wide):
            self.notes(one)

    def checks_fingers(self) -> None:
        """What is pressed is large enough, and text may stand wider apart."""
        for one in (*too_small(self.page), *lost_with_more_room(self.page)):
            self.notes(one)

    def checks_width(self) -> None:
        """No scrolling sideways, neither the page nor a slip on a phone."""
        wide, width = self.page.evaluate(WIDTHS)
        if wide > width:
            self.notes(f"{wide} wide on a screen of {width}")
        if width < LAPTOP[0]:
            for caption in self.page.evaluate(CUT_OFF):
                self.notes(f"the table {caption} is cut off on a screen of {width}")


@contextmanager
def looking(
    browser: Browser, size: tuple[int, int], colours: str, language: str
) -> Iterator[Looker]:
    """Somebody with a screen of this size, by day or by night, and a language."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=colours, reduced_motion="reduce"
    )
    brings_axe(context)
    yield Looker(context.new_page(), language)
    context.close()
