# SPDX-License-Identifier: AGPL-3.0-or-later
"""Coalition and people on the rail."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.context import add_to_rail
from thousandfold.base.permissions import Permission, may


@add_to_rail
def _entries(request: Any) -> list[tuple[int, str, Any, str]]:
    slug = request.host.slug
    rows = [(10, "coalition", _("Coalition"), reverse("people:coalition", args=[slug]))]
    if may(request.viewer, Permission.PERSON_SEE):
        rows.append((11, "people", _("People"), reverse("people:persons", args=[slug])))
    return rows
