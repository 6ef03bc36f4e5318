# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may see and do what with calls, nominations and cohorts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission as P
from thousandfold.base.permissions import add_table, predicate
from thousandfold.base.rules import (
    is_administrator,
    is_facilitator,
    is_member,
    is_on_committee,
    is_staff,
)
from thousandfold.recruitment.choices import CallState
from thousandfold.recruitment.models import Call


@predicate(_("is on some committee and looks at the list of their own calls"))
def lists_own_calls(viewer: Viewer, thing: Any = None) -> bool:
    """The list of calls itself; what is on it is worked out for the viewer."""
    return thing is None and bool(viewer.subjects(RoleKind.COMMITTEE))


@predicate(_("belongs to some cohort and looks at the list of their own cohorts"))
def lists_own_cohorts(viewer: Viewer, thing: Any = None) -> bool:
    """The list of cohorts itself; what is on it is worked out for the viewer."""
    kinds = (RoleKind.MEMBER, RoleKind.FACILITATOR)
    return thing is None and any(viewer.subjects(kind) for kind in kinds)


def takes_nominations(call: Call, today: date) -> bool:
    """True while the public link takes nominations: open, and within its dates."""
    return call.state == CallState.OPEN and call.opens_on <= today <= call.closes_on


add_table(
    "recruitment",
    {
        P.CALL_SEE: (is_staff, is_administrator, is_on_committee, lists_own_calls),
        P.CALL_CHANGE: (is_staff,),
        P.NOMINATION_SEE: (is_staff, is_on_committee),
        P.NOMINATION_CHANGE: (is_staff,),
        P.NOMINATION_IMPORT: (is_staff,),
        P.NOMINATION_SCORE: (is_on_committee,),
        P.CARD_MAKE: (is_staff, is_facilitator),
        P.COHORT_COMPOSE: (is_staff,),
        P.COHORT_SEAT: (is_staff,),
        P.COHORT_SEE: (is_staff, is_administrator, is_facilitator, is_member, lists_own_cohorts),
        P.COHORT_CHANGE: (is_staff,),
    },
)
