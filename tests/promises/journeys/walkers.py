"""Two people who walk through the site as everybody does: one with keys alone, one without script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from playwright.sync_api import FileChooser, Locator

from journeys.walker import Walker, Way
from promises.journeys.keys import Keys
from thousandfold_core.exercise import Words

KEYS, NO_SCRIPT = Way("laptop", "en", True), Way("phone", "en", False)
#: Longer texts come in at once, as from a keyboard that finishes words.
LONG = 12
#: Where the parts of a day and of a time stand in English; the last stop is the little calendar.
TYPED = {"date": ("%m%d%Y", 3), "time": ("%I%M%p", 3)}


@dataclass
class HandWalker(Walker):
    """Walks with a finger. What axe says is heard elsewhere."""

    axes: bool = False

    def uploads(self, label: str, file: dict[str, Any]) -> Walker:
        """Choose a file."""
        self.field(label).set_input_files(file)  # type: ignore[arg-type]
        return self

    def presses_it(self, by: Locator) -> Walker:
        """Press something that may lead nowhere."""
        by.click()
        return self

    def types(self, by: Locator, text: str) -> None:
        """Write into a field at hand."""
        by.fill(text)

    def picks(self, by: Locator, option: str) -> None:
        """Choose from a list at hand."""
        by.select_option(label=option)

    def marks(self, by: Locator) -> None:
        """Tick a box at hand."""
        by.check()

    def sends(self, within: str | Locator = "main") -> Walker:
        """Press the main button of the page."""
        return self.clicks(self._inside(within).locator("button.primary").first)


@dataclass
class KeyWalker(HandWalker):
    """Walks with keys alone; see :class:`promises.journeys.keys.Keys` for what is looked at."""

    keys_pressed: int = 0

    def _goes_to(self, by: Locator) -> None:
        keys = Keys(self.page, self.wrong)
        keys.goes_to(by)
        self.keys_pressed += keys.pressed

    def clicks(self, by: Locator) -> Walker:
        """Go to a link or a button, and press Enter."""
        self._goes_to(by)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self.looks()

    def presses_it(self, by: Locator) -> Walker:
        """Go to a button, and press Space."""
        self._goes_to(by)
        self.page.keyboard.press("Space")
        return self

    def taps(self, text: str | Words, within: str | Locator = "body") -> Walker:
        """As :meth:`presses_it`, by its words."""
        return self.presses_it(self._named("button", self.say(text), within))

    def opens(self, text: str | Words, within: str | Locator = "main") -> Walker:
        """Open a fold with Enter, if it is not open yet."""
        fold = self.folds(text, within).first
        if fold.locator("xpath=..").get_attribute("open") is None:
            self._goes_to(fold)
            self.page.keyboard.press("Enter")
        return self

    def writes(
        self, label: str | Words, text: str | Words, within: str | Locator = "main"
    ) -> Walker:
        """Go to a field, and type over what it holds."""
        by = self.field(label, within)
        self.types(by, self.say(text) if isinstance(text, Words) else text)
        return self

    def types(self, by: Locator, text: str) -> None:
        """Type over what a field holds; days and times part by part."""
        self._goes_to(by)
        kind = by.get_attribute("type") or "text"
        if kind in TYPED:
            self._types_in_parts(by, kind, text)
            assert by.input_value() == text, f"{by.input_value()} stands there, not {text}"
            return
        self.page.keyboard.press("Control+a")
        if len(text) > LONG:
            self.page.keyboard.insert_text(text)
        else:
            self.page.keyboard.type(text)

    def _types_in_parts(self, by: Locator, kind: str, text: str) -> None:
        order, parts = TYPED[kind]
        if not by.evaluate("one => one.matches(':focus')"):
            # Whoever comes from below comes to the little calendar first.
            self.page.keyboard.press("Shift+Tab")
        for _part in range(parts):
            self.page.keyboard.press("ArrowLeft")
        given = date.fromisoformat(text) if kind == "date" else time.fromisoformat(text)
        self.page.keyboard.type(given.strftime(order))

    def chooses(
        self, label: str | Words, option: str | Words, within: str | Locator = "main"
    ) -> Walker:
        """Go to a list, and go through it with the arrows to a choice."""
        self.picks(self.field(label, within), self.say(option))
        return self

    def picks(self, by: Locator, option: str) -> None:
        """As :meth:`chooses`, of a list at hand."""
        self._goes_to(by)
        now, wanted = by.evaluate(PLACES, option)
        for _step in range(abs(wanted - now)):
            self.page.keyboard.press("ArrowDown" if wanted > now else "ArrowUp")
        assert by.evaluate(CHOSEN) == option

    def ticks(self, label: str | Words, within: str | Locator = "main") -> Walker:
        """Tick a box with Space, or go with the arrows to one of several."""
        self.marks(self.field(label, within))
        return self

    def marks(self, by: Locator) -> None:
        """As :meth:`ticks`, of a box at hand."""
        if by.is_checked():
            return
        self._goes_to(by)
        if by.get_attribute("type") == "checkbox" or by.evaluate(HAS_FOCUS):
            self.page.keyboard.press("Space")
        for _arrow in range(30):
            if by.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no arrow comes to {by}")

    def uploads(self, label: str, file: dict[str, Any]) -> Walker:
        """Open the choice of a file with Enter."""
        # Who listens only once Enter is on its way may come too late on a busy computer.
        self.page.on("filechooser", _taken)
        self._goes_to(self.field(label))
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Enter")
        chooser.value.set_files(file)  # type: ignore[arg-type]
        self.page.remove_listener("filechooser", _taken)
        return self


def _taken(_chooser: FileChooser) -> None:
    """A choice of a file is ours, and not the system's."""


PLACES = """(list, words) => [list.selectedIndex,
  [...list.options].findIndex((one) => one.label.replace(/\\s+/g, " ").trim() === words)]"""
CHOSEN = "list => list.selectedOptions[0].label.replace(/\\s+/g, ' ').trim()"
HAS_FOCUS = "one => one === document.activeElement"
