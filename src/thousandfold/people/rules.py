# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may see and change people and coalitions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission as P
from thousandfold.base.permissions import add_table, predicate
from thousandfold.base.rules import has_a_role, is_administrator, is_staff


@predicate(_("is this person"))
def is_this_person(viewer: Viewer, thing: Any = None) -> bool:
    """The viewer's own entry."""
    account = getattr(thing, "account_id", None)
    return viewer.account is not None and account == viewer.account.id


add_table(
    "people",
    {
        P.COALITION_SEE: (has_a_role,),
        P.COALITION_CHANGE: (is_staff, is_administrator),
        P.PRINCIPLE_ADOPT: (is_staff, is_administrator),
        P.PERSON_SEE: (is_staff, is_administrator, is_this_person),
        P.PERSON_CHANGE: (is_staff, is_this_person),
        P.PERSON_EXPORT: (is_staff, is_administrator),
        P.PERSON_ERASE: (is_administrator,),
    },
)
