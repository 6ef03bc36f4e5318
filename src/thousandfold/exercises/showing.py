# SPDX-License-Identifier: AGPL-3.0-or-later
"""What templates draw: an exercise's screen in blocks, clocks, and who will see a thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Role
from thousandfold.exercises import live
from thousandfold.exercises.models import Room, Run
from thousandfold.exercises.playing import Played
from thousandfold.recruitment.choices import MemberState
from thousandfold.recruitment.models import Member
from thousandfold_core.drawing import Picture
from thousandfold_core.exercise import WALL, Drawing, Items, Reach, Screen, Surface

ICONS = {
    Reach.ON_MY_DEVICE: "phone",
    Reach.ONLY_ME: "lock",
    Reach.REGION: "globe",
    Reach.PUBLIC: "globe",
}


#: What people hold in their hands: drawings grow tall.
PHONE = Surface("tall")
#: More cards than this stand closer together.
MANY = 8


@dataclass(frozen=True)
class Circle:
    """Who may be meant by "the cohort": how many people and how many who lead."""

    people: int
    leaders: int
    table: tuple[str, ...] = ()


def circle_of(room: Room, seated: int, table: tuple[str, ...] = ()) -> Circle:
    """The circle of a room. ``seated`` counts who is here, where no members are known."""
    members = Member.objects.filter(cohort=room.cohort_id, state=MemberState.SEATED).count()
    leaders = Role.objects.filter(
        kind=RoleKind.FACILITATOR, subject=room.cohort_id, ended_at=None
    ).count()
    return Circle(max(members, seated), max(leaders, 1), table)


def audience(reach: Reach, circle: Circle, group: str = "") -> dict[str, str]:
    """Who will see a thing at this reach, by name and number (look: The room).

    ``group`` is how the ask itself calls its small circle, "you and your witness".
    """
    who, text = (group, "") if group and reach is Reach.GROUP else _said(reach, circle)
    return {"who": who, "text": text, "icon": ICONS.get(reach, "people")}


def _said(reach: Reach, circle: Circle) -> tuple[str, str]:
    if reach is Reach.ON_MY_DEVICE:
        return _("Stays on this phone."), _(
            "It is never sent. If this browser's data is cleared, it is gone."
        )
    if reach is Reach.ONLY_ME:
        return _("Only you."), _("Nobody else can open it: not the facilitators, not the host.")
    if reach is Reach.GROUP:
        return _("You and your small group"), _(
            "while this exercise is open."
        ) if not circle.table else _("(%(names)s) while this exercise is open.") % {
            "names": ", ".join(circle.table)
        }
    cohort = cohort_words(circle)
    if reach is Reach.COHORT_UNNAMED:
        return cohort, _("Without your name, and only once four people have let something out.")
    if reach is Reach.COHORT_NAMED:
        return cohort, _("With your name.")
    if reach is Reach.REGION:
        return _("Everybody in your region's network."), _("With your name.")
    return _("Everybody."), _("It may be published with your name.")


def cohort_words(circle: Circle) -> str:
    """Everybody of the cohort by number, as a sentence."""
    people = ngettext(
        "%(n)s person of this cohort", "the %(n)s people of this cohort", circle.people
    )
    leaders = ngettext("%(n)s facilitator", "%(n)s facilitators", circle.leaders)
    both = _("%(people)s and %(leaders)s.") % {
        "people": people % {"n": circle.people},
        "leaders": leaders % {"n": circle.leaders},
    }
    return both[:1].upper() + both[1:]


def choice_words(reach: Reach) -> str:
    """A reach as one short choice among others."""
    return {
        Reach.ON_MY_DEVICE: _("This phone only"),
        Reach.ONLY_ME: _("Only me"),
        Reach.GROUP: _("My small group"),
        Reach.COHORT_UNNAMED: _("The cohort, without my name"),
        Reach.COHORT_NAMED: _("The cohort, with my name"),
        Reach.REGION: _("My region's network, with my name"),
        Reach.PUBLIC: _("Everybody, with my name"),
    }[reach]


def clock_of(
    run: Run, at: datetime, place: str = "", *, seconds: bool = False
) -> dict[str, Any] | None:
    """The clock of the step; of one place, with the minutes it was given quietly."""
    if run.step_ends_at is None or run.step_began_at is None or not run.is_open:
        return None
    ends = run.step_ends_at + timedelta(minutes=int(run.extensions.get(place, 0)))
    now = run.paused_at or at
    left = max(0, round((ends - now).total_seconds()))
    minutes = -(-left // 60)
    return {
        "ends_at": ends.isoformat(),
        "now": at.isoformat(),
        "total": max(1, round((ends - run.step_began_at).total_seconds())),
        "left": ngettext("%(n)s min", "%(n)s min", minutes) % {"n": minutes}
        if left
        else _("time is up"),
        "paused": run.paused_at is not None,
        "seconds": seconds,
    }


def live_of(room: Room, *, counting: bool = False, fragment: str = "") -> dict[str, Any]:
    """What a live page needs to hear that the room moved."""
    token = live.token_of_room(room, counting=counting)
    return {
        "url": f"/live/{token}/stream",
        "poll": f"/live/{token}/version",
        "version": live.version_of(room.version, room.tally, counting=counting),
        "fragment": fragment,
    }


def screen_of(screen: Screen, names: Mapping[str, str] | None = None) -> dict[str, Any]:
    """A screen as the one template draws it; ``names`` for pages that may show whose."""
    blocks = [_block(one, names or {}) for one in screen.blocks]
    rows = sum(len(one.get("rows", ())) for one in blocks)
    return {"title": screen.title, "blocks": blocks, "many": rows > MANY}


def _block(block: Any, names: Mapping[str, str]) -> dict[str, Any]:
    if isinstance(block, Items):
        rows = [
            {"text": one.text, "note": one.note, "mark": one.mark, "whom": names.get(one.whom, "")}
            for one in block.items
        ]
        return {"kind": "items", "title": block.title, "rows": rows, "empty": block.empty}
    if isinstance(block, Drawing):
        return {"kind": "drawing", "title": block.title, **picture_of(block.picture)}
    return {"kind": "say", "text": block.text}


def picture_of(picture: Picture) -> dict[str, Any]:
    """A drawing and its outline. The writer of pictures escapes every word itself."""
    return {"svg": mark_safe(picture.svg), "outline": picture.outline}  # noqa: S308


def bare_screen(played: Played, language: str) -> Screen:
    """What the step shows before anybody said anything: never an item."""
    step = played.exercise.step(played.run.step)
    bare = type(played.setting)(seed=played.run.seed, moment=played.run.moment)
    return played.exercise.reveal(played.exercise.opening(bare), step, language)


def revealed_screen(played: Played, language: str, surface: Surface = WALL) -> Screen:
    """What the step reveals: nothing below the cohort, by the exercise's contract."""
    step = played.exercise.step(played.run.step)
    return played.exercise.reveal_on(played.state, step, language, surface)


def wall_screen(played: Played, language: str) -> Screen:
    """What the wall shows now."""
    step = played.exercise.step(played.run.step)
    if step.phase == "revealed" and played.run.revealed:
        return revealed_screen(played, language)
    if step.quiet or step.phase == "revealed":
        return Screen(step.screen.to(language))
    return bare_screen(played, language)
