# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may do what: one enum, one table, and a sentence for every answer.

Each app's ``rules.py`` ends with a table from permission to alternatives; a
viewer may when any alternative holds. Nothing is allowed that no table allows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from thousandfold.base.doorway.viewer import Viewer
from thousandfold_core.errors import Refusal


class Permission(StrEnum):
    """Everything that can be allowed. ``NOUN_VERB``."""

    HOST_SEE = "host_see"
    HOST_CHANGE = "host_change"
    HOST_LOOK_AS = "host_look_as"
    ROLE_GIVE = "role_give"
    TRAIL_SEE = "trail_see"
    HOLD_PLACE = "hold_place"
    OUTBOX_SEE = "outbox_see"
    OUTBOX_SEND = "outbox_send"
    COALITION_SEE = "coalition_see"
    COALITION_CHANGE = "coalition_change"
    PERSON_SEE = "person_see"
    PERSON_CHANGE = "person_change"
    PERSON_EXPORT = "person_export"
    PERSON_ERASE = "person_erase"
    PRINCIPLE_ADOPT = "principle_adopt"
    PROGRAMME_SEE = "programme_see"
    BODY_SEE = "body_see"
    BODY_CHANGE = "body_change"
    CALL_SEE = "call_see"
    CALL_CHANGE = "call_change"
    NOMINATION_SEE = "nomination_see"
    NOMINATION_CHANGE = "nomination_change"
    NOMINATION_IMPORT = "nomination_import"
    NOMINATION_SCORE = "nomination_score"
    CARD_MAKE = "card_make"
    COHORT_COMPOSE = "cohort_compose"
    COHORT_SEAT = "cohort_seat"
    COHORT_SEE = "cohort_see"
    COHORT_CHANGE = "cohort_change"
    SESSION_SEE = "session_see"
    SESSION_CHANGE = "session_change"
    ATTENDANCE_TAKE = "attendance_take"
    ROOM_LEAD = "room_lead"
    ROOM_TAKE_PART = "room_take_part"
    PLATFORM_SEE = "platform_see"
    PLATFORM_CHANGE = "platform_change"
    PLATFORM_ADOPT = "platform_adopt"
    ALUMNI_SEE = "alumni_see"
    ALUMNI_CHANGE = "alumni_change"


PUBLIC = "public"
#: For pages of a person about themselves: signed in, nothing more.
SIGNED_IN = "signed-in"


@dataclass(frozen=True)
class Predicate:
    """A question about a viewer and a thing, with the sentence it stands for."""

    #: Pages read its sentence; without this a template would call it and show nothing.
    do_not_call_in_templates: ClassVar[bool] = True

    name: str
    sentence: Any
    test: Callable[[Viewer, Any], bool]

    def __call__(self, viewer: Viewer, thing: Any = None) -> bool:
        return self.test(viewer, thing)


def predicate(sentence: Any) -> Callable[[Callable[[Viewer, Any], bool]], Predicate]:
    """Make a predicate from a function and the sentence that explains it."""

    def made(test: Callable[[Viewer, Any], bool]) -> Predicate:
        return Predicate(test.__name__, sentence, test)

    return made


Table = dict[Permission, tuple[Predicate, ...]]
_TABLE: Table = {}
_OWNER: dict[Permission, str] = {}


def add_table(app: str, table: Table) -> None:
    """Add an app's part of the permission table.

    Raises:
        ValueError: when another app already answers for a permission.
    """
    for permission, alternatives in table.items():
        if _OWNER.get(permission, app) != app:
            raise ValueError(f"{permission} is answered by {_OWNER[permission]} and {app}.")
        _OWNER[permission] = app
        _TABLE[permission] = alternatives


def whole_table() -> list[tuple[str, Permission, tuple[Predicate, ...]]]:
    """The table as it stands: app, permission, alternatives."""
    rows = [(_OWNER[one], one, _TABLE[one]) for one in _TABLE]
    return sorted(rows, key=lambda row: (row[0], row[1]))


def may(viewer: Viewer, permission: Permission, thing: Any = None) -> bool:
    """True when any alternative of the permission holds."""
    return any(one(viewer, thing) for one in _TABLE.get(permission, ()))


@dataclass(frozen=True)
class Why:
    """An answer with its reasons: each alternative and whether it holds."""

    allowed: bool
    alternatives: tuple[tuple[Predicate, bool], ...]


def why(viewer: Viewer, permission: Permission, thing: Any = None) -> Why:
    """Explain ``may``: every alternative, and which of them hold."""
    rows = tuple((one, one(viewer, thing)) for one in _TABLE.get(permission, ()))
    return Why(any(held for _, held in rows), rows)


class NotAllowed(Refusal):
    """The viewer may not do this. Params: ``permission``."""

    code = "not-allowed"
    text = "You may not do this here ({permission}). Ask an administrator of your host."


def require(viewer: Viewer, permission: Permission, thing: Any = None) -> None:
    """Refuse unless the viewer may.

    Raises:
        NotAllowed: when no alternative holds.
    """
    if not may(viewer, permission, thing):
        raise NotAllowed(permission=permission.value)
