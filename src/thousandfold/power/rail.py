# SPDX-License-Identifier: AGPL-3.0-or-later
"""Governing bodies on the rail."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.context import add_to_rail


@add_to_rail
def _entries(request: Any) -> list[tuple[int, str, Any, str]]:
    return [(60, "power", _("Power"), reverse("power:bodies", args=[request.host.slug]))]
