# SPDX-License-Identifier: AGPL-3.0-or-later
"""Today and the cohorts on the rail."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.context import add_to_menu, add_to_rail
from thousandfold.base.permissions import Permission, may


@add_to_rail
def _entries(request: Any) -> list[tuple[int, str, Any, str]]:
    host = request.host.slug
    rows: list[tuple[int, str, Any, str]] = [
        (0, "today", _("Today"), reverse("pages:today", args=[host]))
    ]
    if may(request.viewer, Permission.COHORT_SEE):
        rows.append((25, "cohorts", _("Cohorts"), reverse("pages:cohorts", args=[host])))
    return rows


@add_to_menu
def _lines(request: Any) -> list[tuple[Any, str]]:
    return [(_("Help"), reverse("pages:help"))]
