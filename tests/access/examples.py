"""What stands in addresses: for each argument, the thing of a part of the world that it names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.utils import timezone

from access.world import Looker, Part
from promises.addresses import Address
from thousandfold.curriculum.queries import programmes
from thousandfold.exercises import links, live
from thousandfold.recruitment.models import Nomination
from thousandfold.recruitment.queries.asking import key_of
from thousandfold.recruitment.usecases.asking import link_word

Example = Callable[[Part], Any]


def _each(app: str, names: str, argument: str, example: Example) -> dict[str, Example]:
    """The same thing for several addresses of an app."""
    return {f"{app}:{name}:{argument}": example for name in names.split()}


#: Things that belong to somebody, by "app:address:argument", "app:argument" or "argument"; the
#: longest that fits counts.
THINGS: dict[str, Example] = {
    **_each("base", "role-end second-factor-off", "pk", lambda part: part.role.pk),
    **_each("base", "message message-change", "pk", lambda part: part.letter.pk),
    **_each("base", "job job-version", "pk", lambda part: part.job.pk),
    "base:hold-lift:pk": lambda part: part.hold.pk,
    "coalition": lambda part: part.coalition.pk,
    **_each("people", "membership-end", "pk", lambda part: part.membership_of.pk),
    **_each("people", "organisation organisation-change", "pk", lambda part: part.organisation.pk),
    "people:pk": lambda part: part.spell.person_id,
    "spell": lambda part: part.spell.pk,
    "sitting": lambda part: part.sitting.pk,
    "call": lambda part: part.call.pk,
    "recruitment:pk": lambda part: part.nominee.pk,
    **_each("recruitment", "batch batch-undo batch-problems", "pk", lambda part: part.batch.pk),
    "first": lambda part: part.pair[0].pk,
    "second": lambda part: part.pair[1].pk,
    **_each(
        "recruitment",
        "import-map import-preview import-look import-apply import-forget import-problems",
        "pk",
        lambda part: part.upload.pk,
    ),
    **_each("recruitment", "committee-leave committee-unlock", "pk", lambda part: part.reviewer.pk),
    **_each("recruitment", "composition why repair", "pk", lambda part: part.composition.pk),
    "recruitment:person": lambda part: part.confirmed.pk,
    **_each(
        "recruitment",
        "member-decline sign-in-card-make sign-in-card-back",
        "pk",
        lambda part: part.seated.pk,
    ),
    "cohort": lambda part: part.cohort.pk,
    "cohort_id": lambda part: part.cohort.pk,
    "day_id": lambda part: part.day.pk,
    "pages:pk": lambda part: part.cohort.pk,
    "exercises:cohort": lambda part: part.round.cohort.pk,
    "exercises:run": lambda part: part.round.run.pk,
    **_each(
        "exercises",
        "alone keepsake keepsake-svg keepsake-pdf keepsake-words",
        "run",
        lambda part: part.quiet.run.pk,
    ),
    "exercises:place": lambda part: part.sheet.pk,
    "exercises:room": lambda part: part.quiet.room.pk,
    "campaigns:pk": lambda part: part.platform.pk,
    **_each(
        "campaigns",
        "plank plank-word plank-amend plank-carry plank-withdraw plank-merge plank-move"
        " plank-bring-back",
        "pk",
        lambda part: part.plank.pk,
    ),
    "alumni:pk": lambda part: part.step.pk,
}


def _last(address: str) -> str:
    return address.strip("/").split("/")[-1]


def _nominee(part: Part) -> Nomination:
    """As it is stored now: its words may have been planted since."""
    return Nomination._base_manager.get(pk=part.nominee.pk)


#: Words that open something by themselves: whoever has one comes in.
KEYS: dict[str, Example] = {
    "recruitment:link": lambda part: part.call.link,
    **_each("recruitment", "nominator nominator-change", "key", lambda p: p.nominee.nominator_key),
    **_each("recruitment", "nominee nominee-change", "key", lambda part: part.nominee.nominee_key),
    **_each(
        "recruitment",
        "nominee-held nominee-erase nominee-erase-sure",
        "key",
        lambda part: part.nominee.nominee_key,
    ),
    **_each(
        "recruitment",
        "held-by-link erase-by-link erase-by-link-sure",
        "token",
        lambda part: link_word(_nominee(part).email, timezone.now()),
    ),
    "recruitment:who": lambda part: key_of(_nominee(part).sort_name),
    "training:feed": lambda part: part.seated.feed,
    "exercises:code": lambda part: part.room.code,
    **_each("exercises", "by-link", "token", lambda p: _last(links.link_for(p.membership))),
    **_each(
        "exercises",
        "confirm",
        "token",
        lambda part: _last(links.confirm_link(part.round.run, part.sheet)),
    ),
    **_each("exercises", "wall", "token", lambda part: part.room.screen_token),
    **_each("exercises", "version", "token", lambda part: live.token_of_room(part.room)),
    "alumni:key": lambda part: part.alumni[0].key,
}

#: Words that say which part of something common is meant; it belongs to nobody.
COMMON: dict[str, Example] = {
    "account_card_code:code": lambda part: "0000000000",
    "programme_slug": lambda part: programmes()[0].id,
    "session_slug": lambda part: programmes()[0].sessions[0].id,
    "activity_slug": lambda part: "me-tree",
    "handout_slug": lambda part: programmes()[0].activities["me-tree"].handouts[0].name,
    "sheet_in": lambda part: "en",
    "power:key": lambda part: part.body,
    "people:number": lambda part: 1,
    "recruitment:place": lambda part: 0,
}

#: Things that are a looker's very own, where roles cannot say so.
OWN: dict[str, Callable[[Looker], Any]] = {
    **{
        f"people:{name}:pk": lambda looker: looker.person.pk
        for name in ("person", "person-change", "spell-new")
    },
    **{f"base:{name}:pk": lambda looker: looker.job.pk for name in ("job", "job-version")},
}
#: Addresses of things that are there for whoever owns them and for nobody else.
ALONE = {"base:job", "base:job-version"}

#: What a page with buttons is sent, where an empty post would press none of them.
POSTS: dict[str, dict[str, Any]] = {
    "exercises:cohort-room": {"act": "open"},
    "exercises:move": {"move": "hide"},
    "exercises:type-in": {"act": "confirm"},
    "exercises:proof": {"act": "confirm"},
}


def example_for(address: Address, argument: str) -> tuple[str, Example]:
    """The kind of an argument ("thing", "key" or "common") and its example.

    Raises:
        AssertionError: when nobody said what stands for it.
    """
    for name in (f"{address.name}:{argument}", f"{address.app}:{argument}", argument):
        for kind, known in (("thing", THINGS), ("key", KEYS), ("common", COMMON)):
            if name in known:
                return kind, known[name]
    raise AssertionError(
        f"Nobody says what stands for <{argument}> in {address.route} ({address.name}). Add an"
        f' example, under "{address.name}:{argument}", to tests/access/examples.py:'
        " to THINGS if it belongs to somebody, to KEYS if knowing it is enough to come in, to"
        " COMMON if it is nobody's."
    )


def own_for(address: Address) -> dict[str, Callable[[Looker], Any]]:
    """Arguments of an address that can be filled with a looker's own things."""
    names = (f"{address.name}:{name}" for name, _kind in address.arguments)
    return {name.rpartition(":")[2]: OWN[name] for name in names if name in OWN}


def missing(kind: str) -> Any:
    """A value that names nothing."""
    return uuid4() if kind == "uuid" else "nothing-has-this-name"
