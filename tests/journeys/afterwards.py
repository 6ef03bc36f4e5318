"""What the evening leaves: a platform, what everybody takes home, and the cohort's path."""

from __future__ import annotations

import re

from playwright.sync_api import Locator

from journeys.evening import FRUIT, STEPS_HOME, VALUES, Evening
from journeys.seats import Seat
from journeys.walker import Said, Walker
from thousandfold.alumni.models import Alumnus
from thousandfold.base.scope import every_host
from thousandfold_core.exercise import Card
from thousandfold_exercises.closing.card import CARD as CLOSING
from thousandfold_exercises.me_tree.card import CARD as TREE

TITLE = Said("What Bayshore stands for")
PLANK = "Shade at every bus stop by next July."
NAMED = "Trees behind it, by their owners' consent"
MEMBER = "Dee Fox"


def drafts_a_platform(staff: Walker) -> None:
    """Fruit that found support come in as candidates; the cohort gives one its words."""
    staff.turns_to("Platform").follows("Begin its platform").writes("Title", TITLE)
    staff.presses("Begin", "main").follows("Word it", staff.row(FRUIT[0]))
    staff.writes("What should change", PLANK).presses("Save", "main")


def opens_to_trees_by_consent(evening: Evening, staff: Walker) -> None:
    """Nobody's tree stands behind the plank before its owner lets it go with the name."""
    plank(staff).finds(VALUES[0]).misses(staff.say(NAMED))
    changes(evening.ana, VALUES[0], "The cohort, with my name")
    plank(staff).reads(NAMED).finds(f"Ana: {VALUES[0]}").misses("Bao")


def lowering_is_followed_everywhere(evening: Evening, staff: Walker) -> None:
    """The forest, its counts and the plank's evidence follow on the very next view."""
    counted = staff.say("a branch of %(trees)s of %(of)s trees", trees=2, of=4)
    withdrawn = staff.count("%(n)s source was withdrawn.", "%(n)s sources were withdrawn.", 1)
    plank(staff).finds(counted).misses(withdrawn)
    platform(staff).finds(VALUES[0])
    evening.on_the_wall().finds(VALUES[0])
    changes(evening.ana, VALUES[0], "Only me")
    evening.on_the_wall().misses(VALUES[0])
    platform(staff).misses(VALUES[0])
    plank(staff).misses(VALUES[0]).misses(counted).finds(withdrawn)


def platform(staff: Walker) -> Walker:
    """Its page, as it is now."""
    return staff.turns_to("Platform").follows(TITLE)


def plank(staff: Walker) -> Walker:
    """The worded plank, opened to what it rests on."""
    return platform(staff).follows(Said(PLANK))


def changes(seat: Seat, words: str, reach: str) -> None:
    """Somebody changes who may see what they had let out."""
    walker = seat.walker.goes("/room/mine/")
    for part in walker.page.locator("main section:has(details form)").all():
        walker.opens("Change who may see it, or take it back", part)
    item = item_with(walker, words)
    item.get_by_role("combobox").select_option(label=walker.say(reach))
    walker.presses("Change", item)


def item_with(walker: Walker, words: str) -> Locator:
    """The own thing with these words, on the page of own words."""
    return walker.page.locator("main li:has(form)").filter(has_text=words).first


def adopts(staff: Walker) -> None:
    """The cohort adopts what has words, once it is said how people stood."""
    platform(staff).follows("Adopt the platform")
    staff.page.get_by_role("checkbox").first.check()
    why = "Type how many people stood at each step of agreement."
    staff.is_refused("Record the adoption", why)
    staff.page.get_by_label(re.compile("^1\\. ")).last.fill("5")
    staff.presses("Record the adoption", "main")
    staff.reads("The platform is adopted. Its words stand; what changes later is an amendment.")


def takes_the_tree_home(walker: Walker) -> None:
    """The tree as a drawing and as a page to print."""
    opens_keepsake(walker, TREE)
    drawing = walker.sees_link("The drawing (SVG)").get_attribute("href") or ""
    assert walker.fetches(drawing).lstrip().startswith((b"<svg", b"<?xml"))
    assert walker.fetches(drawing.replace(".svg", ".pdf")).startswith(b"%PDF")


def takes_the_step_home(walker: Walker, step: str) -> None:
    """The commitment, in its author's words."""
    opens_keepsake(walker, CLOSING)
    words = walker.sees_link("The words").get_attribute("href") or ""
    assert step in walker.fetches(words).decode()


def opens_keepsake(walker: Walker, card: Card) -> None:
    """What somebody takes home of one exercise."""
    walker.goes("/room/mine/")
    title = walker.page.get_by_role("heading", name=walker.say(card.title), exact=True)
    walker.follows("Take it home", walker.page.locator("main section").filter(has=title).last)


def has_passed_on_everything(walker: Walker) -> None:
    """Who passed on everything has nothing here, and is asked for nothing."""
    walker.goes("/room/mine/").reads("Nothing here yet", "main")


def becomes_alumni(staff: Walker, member: Walker) -> None:
    """Nobody is listed until they say so themselves, and everybody finds their step."""
    staff.turns_to("Alumni").follows("Finish with a cohort").chooses("Cohort", "Cohort 1")
    staff.presses("Finish", "main").misses(MEMBER, "table, .empty")
    with every_host("the link in a letter names its own page"):
        key = Alumnus.objects.get(person__name=MEMBER).key
    member.goes(f"/alumni/own/{key}/").finds(STEPS_HOME[1]).page.get_by_role("radio").first.check()
    member.presses("Let them find me")
    member.reads("You can be found now. Take it back here whenever you like.")
    staff.turns_to("Alumni").finds(MEMBER, "table").follows("Steps people took home")
    staff.finds(STEPS_HOME[1], "table").misses(STEPS_HOME[0])


def stands_on_the_path(staff: Walker) -> None:
    """The cohort's page: phases with what is done, and what is owed."""
    staff.turns_to("Cohorts").follows("Cohort 1").reads("platform adopted", ".path")
    said = "%(said)s of %(people)s said whether they are listed"
    staff.reads(said, ".path", said=1, people=5).reads("Plan the sessions", ".owed")
