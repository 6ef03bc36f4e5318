# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recruit on the rail."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.context import add_to_rail
from thousandfold.base.permissions import Permission, may


@add_to_rail
def _entries(request: Any) -> list[tuple[int, str, Any, str]]:
    if not may(request.viewer, Permission.CALL_SEE):
        return []
    return [(20, "recruit", _("Recruit"), reverse("recruitment:calls", args=[request.host.slug]))]
