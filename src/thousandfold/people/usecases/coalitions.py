# SPDX-License-Identifier: AGPL-3.0-or-later
"""Founding and changing a coalition."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.doorway.editing import save_edited
from thousandfold.base.doorway.viewer import Viewer, viewer_at
from thousandfold.base.models import Account, Host
from thousandfold.base.permissions import Permission, require
from thousandfold.base.scope import inside
from thousandfold.people.models import Coalition


def found_coalition(*, host: Host, account: Account, name: str, at: datetime) -> Coalition:
    """Found a coalition at a host.

    Raises:
        NotAllowed: unless the account may change coalitions there.
    """
    viewer = viewer_at(account, host)
    require(viewer, Permission.COALITION_CHANGE)
    with inside(host), transaction.atomic():
        coalition = Coalition.objects.create(host=host, name=name, region=host.region)
        trail.record(viewer, "founded", coalition, at)
    return coalition


def change_coalition(
    *, viewer: Viewer, coalition: Coalition, based_on: int, at: datetime, **changes: Any
) -> Coalition:
    """Change a coalition's name, region or purpose.

    Raises:
        NotAllowed: unless the viewer may change coalitions.
        ChangedMeanwhile: when somebody else saved first.
    """
    require(viewer, Permission.COALITION_CHANGE)
    with transaction.atomic():
        saved = save_edited(coalition, based_on, **changes)
        trail.record(viewer, "changed", saved, at)
    return saved  # type: ignore[return-value]
