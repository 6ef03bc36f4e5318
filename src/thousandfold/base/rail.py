# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ground on the rail and in the person's menu."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.context import add_to_menu, add_to_rail
from thousandfold.base.permissions import Permission, may


@add_to_rail
def _entries(request: Any) -> list[tuple[int, str, Any, str]]:
    rows: list[tuple[int, str, Any, str]] = []
    if may(request.viewer, Permission.OUTBOX_SEE):
        rows.append((85, "outbox", _("Outbox"), reverse("base:outbox", args=[request.host.slug])))
    if request.viewer.has(RoleKind.ADMINISTRATOR) or request.viewer.has(RoleKind.STAFF):
        rows.append((90, "host", _("Host"), reverse("base:host", args=[request.host.slug])))
    return rows


@add_to_menu
def _lines(request: Any) -> list[tuple[Any, str]]:
    return [
        (_("Second factor"), reverse("mfa_index")),
        (_("Where you are signed in"), reverse("account_sign_ins")),
        (_("What is held about you"), reverse("account_held")),
    ]
