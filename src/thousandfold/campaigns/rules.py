# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may see, change and adopt a platform."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission as P
from thousandfold.base.permissions import add_table, predicate
from thousandfold.base.rules import is_facilitator, is_member, is_staff
from thousandfold.exercises.choices import PlaceState
from thousandfold.exercises.models import Place


@predicate(_("belongs to a cohort, and looks at a list of what is theirs"))
def is_in_some_cohort(viewer: Viewer, thing: Any = None) -> bool:
    """For lists, which then hold only what the viewer may see one by one."""
    kinds = (RoleKind.MEMBER, RoleKind.FACILITATOR)
    return thing is None and any(viewer.subjects(kind) for kind in kinds)


@predicate(_("has a place at the table of this cohort's room"))
def has_a_place(viewer: Viewer, thing: Any = None) -> bool:
    """A phone that was let in reads what its cohort wrote."""
    cohort = getattr(thing, "cohort_id", None)
    if viewer.place is None or cohort is None:
        return False
    sat = (PlaceState.HERE, PlaceState.GONE)
    return Place.objects.filter(pk=viewer.place, room__cohort=cohort, state__in=sat).exists()


add_table(
    "campaigns",
    {
        P.PLATFORM_SEE: (is_staff, is_facilitator, is_member, has_a_place, is_in_some_cohort),
        P.PLATFORM_CHANGE: (is_staff, is_facilitator),
        P.PLATFORM_ADOPT: (is_staff, is_facilitator),
    },
)
