# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who leads a room, and who sits in it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission as P
from thousandfold.base.permissions import add_table, predicate
from thousandfold.base.rules import is_facilitator, is_member, is_staff
from thousandfold.exercises.models import Place


@predicate(_("holds this place at the table"))
def holds_this_place(viewer: Viewer, thing: Any = None) -> bool:
    """The phone's own place, and no other."""
    return viewer.place is not None and isinstance(thing, Place) and thing.id == viewer.place


@predicate(_("is a member of the cohort that meets here"))
def is_member_of_the_cohort(viewer: Viewer, thing: Any = None) -> bool:
    """For rooms and runs. Of a place it says nothing: that is its holder's alone."""
    return not isinstance(thing, Place) and is_member(viewer, thing)


add_table(
    "exercises",
    {
        P.ROOM_LEAD: (is_staff, is_facilitator),
        P.ROOM_TAKE_PART: (holds_this_place, is_member_of_the_cohort),
    },
)
