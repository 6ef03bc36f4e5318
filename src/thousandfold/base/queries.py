# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading the ground."""

from __future__ import annotations

from django.db.models import QuerySet

from thousandfold.base.models import Account, Host, Message, Role, TrailEntry
from thousandfold.base.permissions import Permission, may
from thousandfold.base.scope import every_host
from thousandfold.base.viewer import Viewer


def hosts_of(account: Account | None) -> list[Host]:
    """The hosts where an account has an open role."""
    if account is None:
        return []
    with every_host("a person may see where they have roles"):
        ids = Role.objects.filter(account=account, ended_at=None).values_list("host", flat=True)
        return list(Host.objects.filter(id__in=list(ids)).order_by("name"))


def roles_for(viewer: Viewer) -> QuerySet[Role]:
    """Open roles at the viewer's host; nothing for who may not give roles."""
    rows = Role.objects.filter(ended_at=None).select_related("account")
    return rows if may(viewer, Permission.ROLE_GIVE) else rows.none()


def outbox_for(viewer: Viewer) -> QuerySet[Message]:
    """The outbox, newest first; nothing for who may not see it."""
    rows = Message.objects.all()
    return rows if may(viewer, Permission.OUTBOX_SEE) else rows.none()


def trail_for(viewer: Viewer) -> QuerySet[TrailEntry]:
    """The trail, newest first; nothing for who may not see it."""
    rows = TrailEntry.objects.all()
    return rows if may(viewer, Permission.TRAIL_SEE) else rows.none()
