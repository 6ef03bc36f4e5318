# SPDX-License-Identifier: AGPL-3.0-or-later
"""The room on the rail and in the person's menu."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.context import add_to_rail


@add_to_rail
def _entries(request: Any) -> list[tuple[int, str, Any, str]]:
    viewer = request.viewer
    sits_or_leads = (RoleKind.FACILITATOR, RoleKind.MEMBER)
    if viewer.has(RoleKind.STAFF) or any(viewer.subjects(kind) for kind in sits_or_leads):
        return [(40, "room", _("Room"), reverse("exercises:rooms", args=[request.host.slug]))]
    return []
