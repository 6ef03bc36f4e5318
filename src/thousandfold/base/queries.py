# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading the ground."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import (
    Account,
    Host,
    LegalHold,
    Message,
    Role,
    SignInCard,
    TrailEntry,
    Viewing,
)
from thousandfold.base.permissions import Permission, may
from thousandfold.base.scope import every_host


def hosts_of(account: Account | None) -> list[Host]:
    """The hosts where an account has an open role."""
    if account is None:
        return []
    with every_host("a person may see where they have roles"):
        ids = Role.objects.filter(account=account, ended_at=None).values_list("host", flat=True)
        return list(Host.objects.filter(id__in=list(ids)).order_by("name"))


def is_known(email: str) -> bool:
    """True when an account of this address exists. For deciding only, never for showing."""
    return Account.objects.filter(email=email.strip().lower()).exists()


def in_use() -> bool:
    """True once a real host is set up on this installation."""
    return Host.objects.filter(is_demo=False).exists()


def viewings_of(account: Account) -> list[Viewing]:
    """Who looked at pages as this person sees them, newest first: theirs to know."""
    with every_host("a person may see who borrowed their eyes, at whatever host"):
        rows = Viewing.objects.filter(of=account).select_related("by", "host")
        return list(rows[:50])


def cards_of(account: Account) -> list[SignInCard]:
    """The cards that were made for a person, newest first: theirs to know."""
    with every_host("a person may see the cards that open their pages, at whatever host"):
        return list(SignInCard.objects.filter(account=account)[:20])


def roles_for(viewer: Viewer) -> QuerySet[Role]:
    """Open roles at the viewer's host; nothing for who may not give roles."""
    rows = Role.objects.filter(ended_at=None).select_related("account")
    return rows if may(viewer, Permission.ROLE_GIVE) else rows.none()


def with_second_factor(accounts: Iterable[UUID]) -> set[UUID]:
    """Those of the accounts that have a second factor: one query for all."""
    rows = Authenticator.objects.filter(user__in=list(accounts), type=Authenticator.Type.TOTP)
    return set(rows.values_list("user_id", flat=True))


def people_with_roles_for(viewer: Viewer) -> list[Account]:
    """Accounts with an open role here, by name; nobody for who may not give roles."""
    ids = roles_for(viewer).values("account")
    return list(Account.objects.filter(id__in=ids).order_by("name", "email"))


def to_look_as(viewer: Viewer) -> tuple[list[tuple[str, UUID | None]], list[Account]]:
    """Roles, and people, whose eyes the viewer may borrow; nobody for who may not."""
    if not may(viewer, Permission.HOST_LOOK_AS):
        return [], []
    rows = Role.objects.filter(ended_at=None).exclude(kind=RoleKind.ADMINISTRATOR)
    roles = rows.order_by("kind", "subject").values_list("kind", "subject").distinct()
    people = Account.objects.filter(id__in=rows.values("account")).exclude(pk=viewer.actor)
    return list(roles), list(people.order_by("name", "email"))


def outbox_for(viewer: Viewer) -> QuerySet[Message]:
    """The outbox, newest first; nothing for who may not see it."""
    rows = Message.objects.all()
    return rows if may(viewer, Permission.OUTBOX_SEE) else rows.none()


def trail_for(viewer: Viewer) -> QuerySet[TrailEntry]:
    """The trail, newest first; nothing for who may not see it."""
    rows = TrailEntry.objects.all()
    return rows if may(viewer, Permission.TRAIL_SEE) else rows.none()


def trail_acts_for(viewer: Viewer) -> list[tuple[str, str]]:
    """Every kind of act that was ever done here: kind of thing, and verb."""
    return list(trail_for(viewer).order_by("thing", "verb").values_list("thing", "verb").distinct())


def holds_for(viewer: Viewer) -> QuerySet[LegalHold]:
    """Legal holds, newest first, with what they name; nothing for who may not place one."""
    rows = LegalHold.objects.prefetch_related("things").select_related("placed_by", "host")
    return rows if may(viewer, Permission.HOLD_PLACE) else rows.none()
