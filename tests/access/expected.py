"""What the permission table promises: who is let in where, worked out without the site's own code.

``HOLDS`` says of each predicate of the table, in terms of this made-up world, for whom it holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from access.asking import (
    CROSSED,
    DOOR,
    ELSEWHERE,
    IN,
    NOT_HERE,
    NOT_OPEN,
    NOTHING,
    OURS,
    OWN,
    REFUSED,
    SECOND_FACTOR,
    SIGN_IN,
    SMUGGLED,
    THERE,
    WAIT,
    Case,
)
from access.examples import ALONE
from access.world import Looker, World
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.doors import permission_of
from thousandfold.base.permissions import (
    PUBLIC,
    SIGNED_IN,
    Permission,
    Predicate,
    whole_table,
)
from thousandfold.exercises.views.at_the_place import PlacePage

ADMINISTRATOR, STAFF = RoleKind.ADMINISTRATOR, RoleKind.STAFF
COMMITTEE, FACILITATOR, MEMBER = RoleKind.COMMITTEE, RoleKind.FACILITATOR, RoleKind.MEMBER


@dataclass(frozen=True)
class Standing:
    """What somebody is at the host whose page they ask for."""

    name: str
    kinds: frozenset[RoleKind]
    second_factor: bool


#: Predicate to (who looks, whose the thing is) -> does it hold?
HOLDS: dict[str, Callable[[Standing, str], bool]] = {
    "is_administrator": lambda who, whose: ADMINISTRATOR in who.kinds and who.second_factor,
    "is_staff": lambda who, whose: STAFF in who.kinds,
    "has_a_role": lambda who, whose: bool(who.kinds),
    "is_on_committee": lambda who, whose: COMMITTEE in who.kinds and whose == OURS,
    "lists_own_calls": lambda who, whose: COMMITTEE in who.kinds and whose == NOTHING,
    "is_facilitator": lambda who, whose: FACILITATOR in who.kinds and whose == OURS,
    "is_member": lambda who, whose: MEMBER in who.kinds and whose == OURS,
    "lists_own_cohorts": lambda who, whose: _in_a_cohort(who) and whose == NOTHING,
    "is_in_some_cohort": lambda who, whose: _in_a_cohort(who) and whose == NOTHING,
    "is_this_person": lambda who, whose: whose == OWN,
    "is_alumnus": lambda who, whose: who.name == "alumnus",
    "is_member_of_the_cohort": lambda who, whose: MEMBER in who.kinds and whose == OURS,
    "holds_this_place": lambda who, whose: False,
    # A place opens pages of the room, never pages below a host.
    "has_a_place": lambda who, whose: False,
}

#: Buttons that need more than looking at their page does, and how others are told.
ACTS: dict[str, tuple[Permission, str]] = {
    "base:keeping": (Permission.HOST_CHANGE, REFUSED),
    "power:body": (Permission.BODY_CHANGE, REFUSED),
    "recruitment:committee": (Permission.CALL_CHANGE, NOT_OPEN),
}


def expected(case: Case, method: str, looker: Looker, world: World) -> str | None:
    """The word for what must come of it; None where the page's own business decides."""
    address, permission = case.address, permission_of(case.address.view)
    if permission == PUBLIC:
        return _public(case, looker)
    if looker.account is None or not looker.account.is_active:
        return SIGN_IN
    named = ("host", "slug") in address.arguments
    if permission == SIGNED_IN and not named:
        return None
    abroad = case.whose == (THERE if named else ELSEWHERE)
    host = world.abroad if abroad else world.home
    if looker.at is None or looker.at.host != host or not looker.kinds:
        return NOT_HERE
    if permission == SIGNED_IN:
        return IN
    if abroad and not named:
        # The thing alone says which host it is, and here that is the looker's own.
        case = replace(case, whose=OURS)
    if address.name in ALONE:
        return IN if case.whose == OWN and not abroad else NOT_HERE
    standing = Standing(looker.name, looker.kinds, looker.second_factor)
    return _by_table(case, method, standing, Permission(permission))


def _by_table(case: Case, method: str, who: Standing, permission: Permission) -> str:
    """A page below the looker's own host: the table decides, about the thing as it is to them."""
    mine = OURS if case.has_things else NOTHING
    under = {CROSSED: OURS, SMUGGLED: OURS, ELSEWHERE: NOTHING}
    whose = {THERE: mine, **under}.get(case.whose, case.whose)
    if not allowed(permission, who, whose):
        firm = replace(who, second_factor=True)
        return SECOND_FACTOR if allowed(permission, firm, whose) else NOT_OPEN
    if case.whose in under:
        return NOT_HERE
    act, told = (
        ACTS.get(case.address.name, (permission, IN)) if method == "POST" else (permission, IN)
    )
    return IN if allowed(act, who, whose) else told


def allowed(permission: Permission, who: Standing, whose: str) -> bool:
    """Whether any alternative of the table holds, as ``HOLDS`` understands it.

    Raises:
        AssertionError: for a predicate that ``HOLDS`` does not know.
    """
    return any(_understood(one.name)(who, whose) for one in _table()[permission])


def _understood(name: str) -> Callable[[Standing, str], bool]:
    if name not in HOLDS:
        raise AssertionError(
            f"The permission table asks {name}(), and the matrix does not know for whom that"
            " holds. Say it in HOLDS in tests/access/expected.py."
        )
    return HOLDS[name]


@cache
def _table() -> dict[Permission, tuple[Predicate, ...]]:
    return {permission: alternatives for _app, permission, alternatives in whole_table()}


def _in_a_cohort(who: Standing) -> bool:
    return bool({FACILITATOR, MEMBER} & who.kinds)


def _public(case: Case, looker: Looker) -> str | None:
    """Public pages: a link's word lets anybody in, a place only its own phone."""
    view = getattr(case.address.view, "view_class", case.address.view)
    if isinstance(view, type) and issubclass(view, PlacePage):
        return _at_the_table(case, looker, view.while_waiting)
    if case.address.route.startswith("account/"):
        return None
    return NOT_HERE if case.whose in (CROSSED, SMUGGLED) else IN


def _at_the_table(case: Case, looker: Looker, while_waiting: bool) -> str:
    """A page of the room: its own phone comes in, others are led to the door."""
    if "place" not in looker.cookies:
        return DOOR
    if looker.name == "phone at the door":
        return IN if while_waiting else WAIT
    theirs = ELSEWHERE if looker.name == "phone elsewhere" else OURS
    return IN if case.whose in (NOTHING, theirs) else NOT_HERE
