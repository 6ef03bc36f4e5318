"""What people do in a room: the one who leads, and those who sit at the table."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from journeys.walker import Walker
from thousandfold_core.exercise import Ask, Reach, Step, Words

REACHES = {
    Reach.ONLY_ME: "Only me",
    Reach.GROUP: "My small group",
    Reach.COHORT_UNNAMED: "The cohort, without my name",
    Reach.COHORT_NAMED: "The cohort, with my name",
}
ENOUGH = 40


class Seat:
    """Somebody at the table, with a phone of their own."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        self.name = walker.name

    def joins(self, code: str) -> Seat:
        """Type the code, say a name, and wait at the door."""
        self.walker.goes("/join/").writes("The code on the wall", code).presses("Go on", "main")
        self.walker.writes("The name people here call you", self.name).presses("Come in", "main")
        self.walker.reads("Welcome, %(name)s", "h1", name=self.name)
        return self

    def looks(self) -> Walker:
        """Look at the room as it is now."""
        return self.walker.goes("/room/")

    def waits_for(self, heading: str | Words) -> Seat:
        """The phone goes on by itself; without script its owner looks again."""
        if self.walker.way.script:
            expect(self.walker.page.locator("h1")).to_have_text(self.walker.say(heading))
            self.walker.looks()
        else:
            self.looks().reads(heading, "h1")
        return self

    def is_asked(self, ask: Ask) -> Walker:
        """Look, walk through the door before a deep prompt, and see the question."""
        self.looks()
        if ask.door and self.walker.page.locator("a.door").count():
            self.walker.clicks(self.walker.page.locator("a.door").first)
        if self.walker.say(ask.prompt) not in self.walker.text("h1"):
            self.walker.opens("Add or change something").follows(ask.prompt)
        return self.walker.reads(ask.prompt, "h1")

    def keeps(self, ask: Ask, **words: str) -> Seat:
        """Write what stays on this phone."""
        self.is_asked(ask)
        return self._writes(ask, words)

    def lets_out(self, ask: Ask, reach: Reach, **words: str) -> Seat:
        """Write what others may read, and say who."""
        self.is_asked(ask)
        return self.lets_out_here(ask, reach, **words)

    def lets_out_here(self, ask: Ask, reach: Reach, **words: str) -> Seat:
        """As :meth:`lets_out`, on the page that is open."""
        self.walker.reads(ask.prompt, "h1").follows("Write something others may read instead")
        self.walker.ticks(REACHES[reach])
        return self._writes(ask, words)

    def gives(self, ask: Ask, reach: Reach | None = None, **words: str) -> Seat:
        """Answer what is meant for others anyway, and let it go further if a reach is named."""
        self.is_asked(ask)
        if reach is not None:
            self.walker.opens("Change who may see it").ticks(REACHES[reach])
        return self._writes(ask, words)

    def _writes(self, ask: Ask, words: dict[str, str]) -> Seat:
        for one in ask.fields:
            if one.id in words:
                labels = {option.value: self.walker.say(option.label) for option in one.options}
                self._fills(one.kind, one.label, labels.get(words[one.id], words[one.id]))
        self.walker.clicks(self.walker.page.locator("main button[value=send]").first)
        return self

    def _fills(self, kind: str, label: Words, given: str) -> None:
        if self.walker.folds(label).count():
            self.walker.opens(label)
        options = self.walker.page.get_by_role("group", name=self.walker.say(label))
        if kind in ("choice", "choices") and options.count():
            options.get_by_label(given, exact=True).check()
        elif kind in ("choice", "place"):
            self.walker.field(label).select_option(label=given)
        else:
            self.walker.field(label).fill(given)

    def passes(self) -> int:
        """Pass on everything that is asked now; return how often that was."""
        self.looks()
        return self.passes_here()

    def passes_here(self) -> int:
        """Pass on the page that is open and on what follows it; return how often that was."""
        for times in range(ENOUGH):
            button = self.walker.page.locator("main button[value=pass]")
            if not button.count():
                return times
            self.walker.clicks(button.first)
        raise AssertionError("passing never ends")

    def has_done(self) -> Seat:
        """The phone says that nothing is left to do at this step."""
        expect(self.walker.page.locator("main [data-announce=done]")).to_be_visible()
        return self

    def comes_back(self) -> Seat:
        """A phone that slept opens where it was: same place, and what was kept is still there."""
        page = self.walker.opened(self.walker.context.new_page())
        self.walker.page.close()
        self.walker.page = page
        self.looks()
        return self.has_done()


class Lead:
    """Who leads the room."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker

    def opens_the_room(self, cohort: str) -> Lead:
        """Open the cohort's room; it stands for all its sessions."""
        self.walker.turns_to("Room").follows(cohort).presses("Open the room", "main")
        return self

    def goes_to_the_room(self) -> Lead:
        """Leave an exercise for the room it is held in."""
        self.walker.clicks(self.walker.page.locator(".crumb a").last)
        return self

    def opens_the_doors(self) -> str:
        """Open the doors; return the new code on the wall."""
        self.walker.presses("Open the doors", "main")
        return self.walker.text(".spoken-code")

    def lets_in(self, name: str) -> Lead:
        """Let one person in who came late."""
        self.walker.page.reload()
        self.walker.presses("Let in", self.walker.row(name))
        return self

    def lets_everybody_in(self) -> Lead:
        """Let in who waits at the door."""
        self.walker.page.reload()
        self.walker.presses("Let everybody in", "main")
        return self

    def shuts_the_doors(self) -> Lead:
        """The code on the wall opens nothing any more."""
        self.walker.presses("Shut the doors", "main")
        return self

    def wall_address(self) -> str:
        """Where the projector looks."""
        return self.walker.sees_link("Open the wall for the projector").get_attribute("href") or ""

    def starts(self, title: Words) -> Lead:
        """Open an exercise in the room."""
        self.walker.presses("Open in the room", self.card_of(title))
        self.walker.reads(title, "h1")
        return self

    def card_of(self, title: Words) -> Locator:
        """The card of an exercise among those that may be opened."""
        return self.walker.page.locator("li.card").filter(
            has=self.walker.page.get_by_role("heading", name=self.walker.say(title), exact=True)
        )

    def goes_on(self, step: Step) -> Lead:
        """Go to a step: the next one, or another of the list."""
        words = self.walker.say(step.title)
        named = self.walker.page.locator("main").get_by_role("button", name=words)
        listed = self.walker.page.locator("main ol.lines > li").filter(has_text=words)
        self.walker.clicks((named if named.count() else listed.get_by_role("button")).first)
        self.walker.finds(words, ".lede")
        return self

    def undoes(self, step: Step) -> Lead:
        """Take the last move back: the room stands at this step again."""
        self.walker.presses("Undo", "main").reads(step.title, ".lede")
        return self

    def pauses(self) -> Lead:
        """Stop the clock, and let it run again."""
        self.walker.presses("Pause", "main").reads("paused", ".lede").presses("Go on", "main")
        return self

    def reveals(self) -> Lead:
        """Show the wall what the step reveals."""
        self.walker.presses("Reveal", "main")
        return self

    def closes(self) -> Lead:
        """Close the exercise and go back to the room."""
        self.walker.presses("Close the exercise", "main")
        return self.goes_to_the_room()


def step_of(steps: tuple[Step, ...], name: str) -> Step:
    """The step with this id."""
    return next(one for one in steps if one.id == name)


__all__ = ["Lead", "Seat", "step_of"]
