"""How canaries go into each kind of text: what stays as it is, and what is more than one text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import get_adapter


def _fields(of: dict[str, list[str]]) -> set[str]:
    """Whole names of the fields of tables."""
    return {f"{table}.{name}" for table, names in of.items() for name in names}


#: Tables that the machine writes for itself: digests, ids, codes. No person's words go there.
NOTES = [
    "base.HeldThing",
    "base.Job",
    "base.OncePost",
    "base.RetentionLook",
    "base.SignInCard",
    "base.TrailEnd",
    "base.TrailEntry",
    "base.WrongTry",
]
#: Texts that name parts of the machine: codes, states, languages, keys of things. Nobody wrote them.
MACHINE = _fields(
    {
        "base.Account": ["language", "password"],
        "base.Host": ["slug", "timezone", "language"],
        "base.KeptPost": ["path"],
        "base.Message": ["about"],
        "base.AccountSession": ["session_data", "account"],
        "power.FollowedBody": ["key"],
        "power.Sitting": ["seat"],
        "recruitment.Call": ["programme", "columns"],
        "recruitment.Upload": ["source_format", "choices", "policy", "decisions"],
        "recruitment.Batch": ["action", "counts"],
        "recruitment.Cohort": ["programme", "programme_version", "programme_digest"],
        "recruitment.Balance": ["rules"],
        "recruitment.Composition": ["seed", "rules", "scores", "result"],
        "recruitment.Decision": ["chosen"],
        "training.Session": ["outline", "programme", "programme_version", "programme_digest"],
        "training.Slot": ["activity", "part", "debriefs"],
        "exercises.Place": ["language", "paper_code", "device", "way_back", "way_back_from"],
        "exercises.Run": ["exercise", "activity", "moment", "step", "seed", "extensions", "groups"],
        "exercises.RunEvent": ["verb", "step", "before"],
        "exercises.StoredAnswer": ["key", "ask", "phone"],
        "exercises.WrongCode": ["address"],
        "campaigns.Approvals": ["ballots", "hands"],
        "campaigns.Adoption": ["gradients", "planks"],
        "campaigns.Derivation": ["key", "kind"],
        "alumni.ListingConsent": ["language"],
        "alumni.Commitment": ["key"],
        "account.EmailConfirmation": ["key"],
    }
)
#: Words that open something. They stay as they are: each is known already wherever it turns up.
KEYS = _fields(
    {
        "base.AccountSession": ["session_key"],
        "recruitment.Call": ["link"],
        "recruitment.Member": ["card", "feed"],
        "recruitment.Nomination": ["nominator_key", "nominee_key"],
        "exercises.Room": ["code", "screen_token"],
        "exercises.Place": ["device", "way_back"],
        "alumni.Alumnus": ["key"],
    }
)

#: How to fill values that are more than one text, by field.
SHAPES: dict[str, Callable[[Callable[[], str], Any], Any]] = {
    "people.Person.languages": lambda new, was: [new()],
    "recruitment.Nomination.languages": lambda new, was: [new()],
    "recruitment.Nomination.others": lambda new, was: {new(): new()},
    "recruitment.Nomination.story": lambda new, was: (
        {name: new() for name in ("change", "communities", "why", "notes")} | {"ready": [new()]}
    ),
    "recruitment.Upload.sheet": lambda new, was: (
        was
        | {
            "rows": [
                [row[0], [new() if cell else "" for cell in row[1]], row[2]] for row in was["rows"]
            ]
        }
    ),
    "recruitment.Batch.problems": lambda new, was: (
        was and [was[0], *([new() if cell else "" for cell in row] for row in was[1:])]
    ),
    "recruitment.BatchChange.before": lambda new, was: {"town": new(), "notes": new()},
    "recruitment.BatchChange.after": lambda new, was: {"town": new(), "notes": new()},
    "recruitment.Mark.note": lambda new, was: new(),
    "recruitment.Decision.reason": lambda new, was: new(),
    "base.KeptPost.fields": lambda new, was: [["story", [new()]]],
    "training.Session.title": lambda new, was: {name: new() for name in was},
    "training.Day.title": lambda new, was: {name: new() for name in was},
    "training.Day.before": lambda new, was: was and was | {"place": new()},
    "training.Slot.title": lambda new, was: {name: new() for name in was},
    "alumni.Commitment.words": lambda new, was: new(),
    # What a phone's app counts from: letters of 32, unreadable at rest.
    "mfa.Authenticator.data": lambda new, was: {
        "secret": get_adapter().encrypt(f"{new().upper()}{9 * 'A'}")
    },
}

#: What answers hold: what their authors wrote, and what they chose or pointed at.
WRITTEN = {
    "label",
    "story",
    "what",
    "when",
    "role",
    "taught",
    "words",
    "sentence",
    "where",
    "gains",
    "left_out",
    "why",
    "name",
    "word",
    "text",
}
CHOSEN = {
    "kind",
    "tags",
    "vote",
    "leaves_out",
    "first",
    "second",
    "answer",
    "answered",
    "branches",
    "due",
    "witness",
}


def is_of_the_machine(where: str) -> bool:
    """Whether people never write in this field."""
    return where in MACHINE or where.rpartition(".")[0] in NOTES
