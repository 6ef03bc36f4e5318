# SPDX-License-Identifier: AGPL-3.0-or-later
"""Train on the rail."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.context import add_to_rail
from thousandfold.base.permissions import Permission, may


@add_to_rail
def _entries(request: Any) -> list[tuple[int, str, Any, str]]:
    if not may(request.viewer, Permission.PROGRAMME_SEE):
        return []
    return [(30, "train", _("Train"), reverse("training:train", args=[request.host.slug]))]
