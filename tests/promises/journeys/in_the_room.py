"""Journeys of a room: who leads it, who sits in it with a phone, and what they take home."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator

from factories.rooms import Round
from promises.journeys.registry import Trip, core, journey
from promises.journeys.walkers import HandWalker
from promises.journeys.world import stored
from thousandfold.base.scope import inside
from thousandfold.exercises.models import Place, Room, Run, StoredAnswer
from thousandfold.exercises.playing import exercises, state_of
from thousandfold.exercises.usecases import stepping
from thousandfold_core.exercise import Reach

#: No step asks one person for more than this.
ENOUGH = 12
CALLED = "Zainab"


@core
def joins_a_room_by_its_code(trip: Trip) -> None:
    walker = trip.comes("exercises:join").writes("The code on the wall", trip.region.room.code)
    walker.presses("Go on", "main").writes("The name people here call you", CALLED)
    walker.presses("Come in", "main").reads("Welcome, %(name)s", "h1", name=CALLED)
    assert len(stored(Place, called=CALLED)) == 1


@core
def passes_on_what_is_asked(trip: Trip) -> None:
    before = len(stored(StoredAnswer))
    walker = trip.phone(trip.region.alone_token).comes("exercises:alone", trip.region.quiet.run.pk)
    walker.clicks(walker.page.locator("main button[value=pass]").first)
    assert len(stored(StoredAnswer)) == before + 1


@journey
def chooses_who_may_see_a_word(trip: Trip) -> None:
    walker = trip.phone(trip.region.token).comes("exercises:room")
    if walker.page.locator("main a.door").count():
        walker.clicks(walker.page.locator("main a.door").first)
    before = {one.pk for one in stored(StoredAnswer)}
    walker.follows("Write something others may read instead")
    _fills(walker, "neighbours first")
    walker.ticks("The cohort, without my name")
    walker.clicks(walker.page.locator("main button[value=send]").first)
    [new] = [one for one in stored(StoredAnswer) if one.pk not in before]
    assert new.said["reach"] == int(Reach.COHORT_UNNAMED)


@core
def changes_who_may_see_it_and_takes_it_back(trip: Trip) -> None:
    walker = trip.phone(trip.region.home_token).comes("exercises:mine")
    _opens_everything(walker)
    item = walker.page.locator("main li:has(form select)").first
    walker.picks(item.get_by_role("combobox"), "Only me")
    before = len(stored(StoredAnswer))
    walker.presses("Change", item)
    assert len(stored(StoredAnswer)) == before + 1
    _opens_everything(walker)
    back = walker.page.locator("main").get_by_role("button", name="Take back").first
    walker.clicks(back)
    assert len(stored(StoredAnswer)) == before + 2


def _opens_everything(walker: HandWalker) -> None:
    for part in walker.page.locator("main section:has(details form)").all():
        walker.opens("Change who may see it, or take it back", part)


@journey
def answers_every_step_of_every_exercise(trip: Trip) -> None:
    held = trip.region.grown.round
    walker = trip.phone(trip.region.home_token).walker
    answered: set[str] = set()
    for step in _every_step(trip, held):
        walker.goes(reverse("exercises:room"))
        before = len(stored(StoredAnswer))
        if _answers(walker):
            answered.add(step)
            assert len(stored(StoredAnswer)) > before, f"nothing of {step} was stored"
    assert {one.partition("/")[0] for one in answered} == set(exercises())
    assert len(answered) >= ENOUGH


def _every_step(trip: Trip, held: Round) -> Iterator[str]:
    with inside(trip.region.host):
        held.run = Run.objects.get(pk=held.run.pk) if held.run else None
        held.at = timezone.now()
        for exercise in exercises():
            held.closes().starts(exercise)
            for step in state_of(held.run).exercise.steps_at(held.run.moment):
                held.goes(step.id)
                if step.phase == "revealed":
                    held.run = stepping.reveal(
                        viewer=held.leader, run=held.run, based_on=None, at=held.now()
                    )
                yield f"{exercise}/{step.id}"


def _answers(walker: HandWalker) -> bool:
    """Answer what is asked at the place now; False when nothing is."""
    if walker.page.locator("main a.door").count():
        walker.clicks(walker.page.locator("main a.door").first)
    send = walker.page.locator("main button[value=send]")
    if not send.count():
        return False
    _fills(walker, "neighbours")
    # What stays on the phone needs script to stay there; without it one passes, or uses paper.
    kept = walker.page.locator("main form [data-on-my-device]:disabled").count()
    answer = walker.page.locator("main button[value=pass]") if kept else send
    walker.clicks(answer.first)
    return True


def _fills(walker: HandWalker, words: str) -> None:
    """Write into every open field of a prompt, and take the first of what there is to choose."""
    form = walker.page.locator("main form:has(button[value=send])").first
    for field in form.locator("input[type=text]:visible:enabled, textarea:visible:enabled").all():
        walker.types(field, words)
    for choice in form.locator("select:visible").all():
        walker.picks(choice, _second(choice))
    names: set[str] = set()
    for one in form.locator("input[type=radio]:visible").all():
        name = one.get_attribute("name") or ""
        if name not in names and name != "reach":
            walker.marks(one if name != "f_second" else _other(form))
        names.add(name)


def _other(form: Locator) -> Locator:
    """A second thing that is not the first."""
    return form.locator("input[name=f_second]:visible").last


def _second(choice: Locator) -> str:
    return " ".join((choice.locator("option").nth(1).text_content() or "").split())


@journey
def raises_a_quiet_hand(trip: Trip) -> None:
    walker = trip.phone(trip.region.token).comes("exercises:room")
    walker.presses("Quiet hand", "footer")
    assert [one for one in stored(Place) if one.hand_up_at]


@core
def takes_the_words_home(trip: Trip) -> None:
    walker = trip.phone(trip.region.home_token).comes("exercises:mine")
    walker.follows("Take it home")
    with walker.page.expect_download() as page:
        walker.presses_it(walker.page.get_by_role("button", name="A page to print (PDF)"))
    assert page.value.path().read_bytes().startswith(b"%PDF")


@core
def opens_a_room_and_lets_people_in(trip: Trip) -> None:
    walker = trip.staff().here("exercises:cohort-room", trip.region.cohort.pk)
    walker.presses("Open the room", "main").presses("Open the doors", "main")
    [room] = stored(Room, cohort=trip.region.cohort)
    assert room.code
    walker.goes(reverse("exercises:cohort-room", args=[trip.host, trip.region.round.cohort.pk]))
    walker.follows("Lead what is open").presses("Let in", walker.row("Uma"))
    assert stored(Place, called="Uma")[0].state == "here"
