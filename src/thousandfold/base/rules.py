# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may do what at a host in general; the other apps lean on these predicates."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Host
from thousandfold.base.permissions import Permission as P
from thousandfold.base.permissions import add_table, predicate


def asks_second_factor(host: Host, kind: str) -> bool:
    """True where a role counts only behind a second factor.

    Administrators always; staff from the day that their host named. A demo host asks nobody.
    """
    if host.is_demo:
        return False
    begins = host.staff_second_factor_from
    of_staff = kind == RoleKind.STAFF and begins is not None
    return kind == RoleKind.ADMINISTRATOR or (of_staff and begins <= host.day_at(timezone.now()))


@predicate(_("is an administrator of this host and has a second factor"))
def is_administrator(viewer: Viewer, thing: Any = None) -> bool:
    """Administrators act only behind a second factor; a demo host needs none."""
    return _holds(viewer, RoleKind.ADMINISTRATOR)


@predicate(_("is staff of this host"))
def is_staff(viewer: Viewer, thing: Any = None) -> bool:
    """Staff run programmes, calls and cohorts; behind a second factor where the host asks so."""
    return _holds(viewer, RoleKind.STAFF)


def _holds(viewer: Viewer, kind: RoleKind) -> bool:
    if viewer.host is None or not viewer.has(kind):
        return False
    return viewer.second_factor or not asks_second_factor(viewer.host, kind)


@predicate(_("has any role at this host"))
def has_a_role(viewer: Viewer, thing: Any = None) -> bool:
    """Anybody with an open role here."""
    return bool(viewer.roles)


@predicate(_("is on the committee of this call"))
def is_on_committee(viewer: Viewer, thing: Any = None) -> bool:
    """``thing`` is a call, or anything with a ``call_id``."""
    call = getattr(thing, "call_id", None) or getattr(thing, "id", None)
    return call is not None and viewer.has(RoleKind.COMMITTEE, call)


@predicate(_("is a facilitator of this cohort"))
def is_facilitator(viewer: Viewer, thing: Any = None) -> bool:
    """``thing`` is a cohort, or anything with a ``cohort_id``."""
    cohort = getattr(thing, "cohort_id", None) or getattr(thing, "id", None)
    return viewer.has(RoleKind.FACILITATOR, cohort)


@predicate(_("is a member of this cohort"))
def is_member(viewer: Viewer, thing: Any = None) -> bool:
    """``thing`` is a cohort, or anything with a ``cohort_id``."""
    cohort = getattr(thing, "cohort_id", None) or getattr(thing, "id", None)
    return cohort is not None and (RoleKind.MEMBER.value, cohort) in viewer.roles


add_table(
    "base",
    {
        P.HOST_SEE: (has_a_role,),
        P.HOST_CHANGE: (is_administrator,),
        P.HOST_LOOK_AS: (is_administrator,),
        P.ROLE_GIVE: (is_administrator,),
        P.TRAIL_SEE: (is_administrator,),
        P.HOLD_PLACE: (is_administrator,),
        P.OUTBOX_SEE: (is_staff, is_administrator),
        P.OUTBOX_SEND: (is_staff,),
    },
)
