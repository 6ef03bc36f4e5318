# SPDX-License-Identifier: AGPL-3.0-or-later
"""Giving and ending roles. Either ends the sessions of the account: they come in anew."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Account, Role
from thousandfold.base.permissions import Permission, require
from thousandfold.base.signing_in.sessions import end_sessions_of
from thousandfold_core.errors import Refusal


class RoleAlreadyGiven(Refusal):
    """The account already has this role here."""

    code = "role-already-given"
    text = "This person already has that role here."


class LastAdministrator(Refusal):
    """A host must keep one administrator."""

    code = "last-administrator"
    text = "This is the last administrator. Give somebody else that role first."


def give_role(
    *, viewer: Viewer, account: Account, kind: RoleKind, subject: UUID | None, at: datetime
) -> Role:
    """Give an account a role at the viewer's host.

    Raises:
        NotAllowed: unless the viewer may give roles.
        RoleAlreadyGiven: when it is open already.
    """
    require(viewer, Permission.ROLE_GIVE)
    return open_role(viewer=viewer, account=account, kind=kind, subject=subject, at=at)


def open_role(
    *, viewer: Viewer, account: Account, kind: RoleKind, subject: UUID | None, at: datetime
) -> Role:
    """Open a role without asking who may: for use cases that decided it themselves.

    The account's sessions end, so that no key from before opens more than it did; of who
    gives themselves a role, the page renews the one in use.
    """
    same = Role.objects.filter(account=account, kind=kind, subject=subject, ended_at=None)
    if same.exists():
        raise RoleAlreadyGiven
    with transaction.atomic():
        role = Role.objects.create(
            host=viewer.host, account=account, kind=kind, subject=subject, since=at
        )
        trail.record(viewer, "gave_role", role, at, kind=kind.value)
        if viewer.account != account:
            end_sessions_of(account.pk)
    return role


def end_role(*, viewer: Viewer, role: Role, at: datetime) -> Role:
    """End a role now, and every session of its account.

    Raises:
        NotAllowed: unless the viewer may give roles.
        LastAdministrator: when nobody would be left to give roles.
    """
    require(viewer, Permission.ROLE_GIVE)
    others = Role.objects.filter(kind=RoleKind.ADMINISTRATOR, ended_at=None).exclude(pk=role.pk)
    if role.kind == RoleKind.ADMINISTRATOR and not others.exists():
        raise LastAdministrator
    with transaction.atomic():
        role.ended_at = at
        role.save(update_fields=["ended_at"])
        trail.record(viewer, "ended_role", role, at, kind=role.kind)
        end_sessions_of(role.account_id)
    return role
