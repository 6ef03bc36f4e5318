"""Who may see what: privacy class and the author's reach against what somebody is to it.

This is the product's promise about every text it holds, in one place. What no line allows,
nobody may see, on no page, in no file and in no letter.
"""

from __future__ import annotations

from access.canary.planting import Canary
from access.canary.relations import (
    ADMINISTRATOR,
    ANYBODY,
    AT_THE_HOST,
    COMMITTEE,
    DIRECTORY,
    HOLDER,
    HOLDER_OF_HOST,
    LEADS,
    MEMBER,
    OFFICE,
    ROLE,
    SCRIBE,
    SELF,
    STAFF,
    TABLE,
)
from thousandfold.base.privacy import Class
from thousandfold_core.exercise import Reach

#: By class. P4 is nobody's but the person's own, P5 has its own rules.
BY_CLASS: dict[Class, set[str]] = {
    Class.P0: {ANYBODY},
    Class.P1: {ROLE, AT_THE_HOST, HOLDER_OF_HOST},
    Class.P2: {STAFF, ADMINISTRATOR, SELF, HOLDER},
    Class.P3: {LEADS, MEMBER, TABLE},
    Class.P4: {SELF},
    Class.P5: set(),
}

#: Answers in the room, by the reach that their author chose.
BY_REACH: dict[Reach, set[str]] = {
    Reach.ON_MY_DEVICE: set(),
    Reach.ONLY_ME: {SELF, SCRIBE},
    Reach.GROUP: {SELF},
    Reach.COHORT_UNNAMED: {SELF, STAFF, LEADS, MEMBER, TABLE},
    Reach.COHORT_NAMED: {SELF, STAFF, LEADS, MEMBER, TABLE},
    Reach.REGION: {SELF, ROLE, AT_THE_HOST},
    Reach.PUBLIC: {ANYBODY},
}

_ROOM = {
    "agreements": "The room agreed on it, so those in it and those who lead it read it.",
    "support_name": "Who leads the room names the person to turn to.",
    "support_words": "Who leads the room says how that person can be reached.",
    "code": "Who leads the room reads it out.",
    "screen_token": "Who leads the room opens its wall.",
}
_READ_BY_COMMITTEE = "The committee scores what it has read: what it says, and from whom it comes."
_NOMINATION = ["name", "organisation", "sector", "town", "role", "languages", "others"]
_NOMINATION += ["nominator_name", "nominator_organisation"]

#: Fields that go further than their class, and why.
BY_FIELD: dict[str, tuple[set[str], str]] = {
    **{f"exercises.Room.{name}": ({LEADS, TABLE}, why) for name, why in _ROOM.items()},
    **{f"recruitment.Nomination.{name}": ({COMMITTEE}, _READ_BY_COMMITTEE) for name in _NOMINATION},
    "recruitment.Nomination.story": (
        {COMMITTEE, STAFF, HOLDER},
        "Told to those who choose: staff keep the call, its committee reads. Who was nominated"
        " and who nominated them may correct it by their own links.",
    ),
    "campaigns.Derivation.stays": (
        {STAFF},
        "Words that their author let stay are read wherever the plank's other words are.",
    ),
    "recruitment.Upload.sheet": ({STAFF}, "Staff read the rows before they become nominations."),
    "recruitment.Batch.problems": ({STAFF}, "Staff mend the rows that an import left out."),
    "recruitment.Call.link": ({COMMITTEE}, "The invitation is for passing on; it opens a form."),
    "recruitment.Decision.reason": ({STAFF}, "Staff wrote it down when they seated the cohort."),
    "recruitment.Member.feed": ({LEADS}, "For members without an account, whoever leads gives it."),
    "base.Account.name": (
        {COMMITTEE, STAFF},
        "People at work for a host are called by name: on its committees, in its lists.",
    ),
    "people.Person.name": (
        {LEADS, MEMBER, OFFICE, DIRECTORY},
        "A cohort knows each other's names; who holds public office is public; who is listed"
        " said so.",
    ),
    "people.Person.called": ({LEADS, MEMBER}, "The cohort calls each other by it."),
    "people.Person.pronouns": ({LEADS}, "Whoever leads speaks of people as they wish."),
    "people.Person.town": ({DIRECTORY}, "The directory says where, for those who are listed."),
    "exercises.Place.called": ({LEADS}, "Whoever leads lets people in by the name they gave."),
    **{
        f"training.Day.{name}": ({STAFF}, "Staff plan the days.")
        for name in ["place", "room", "address", "link", "notes", "before"]
    },
}


def may_see(canary: Canary, relations: set[str]) -> bool:
    """Whether somebody who is all this to a canary may see it anywhere."""
    if canary.reach is not None:
        return bool(BY_REACH[Reach(canary.reach)] & relations)
    further, _why = BY_FIELD.get(canary.where, (set(), ""))
    return bool((BY_CLASS[canary.kind] | further) & relations)
