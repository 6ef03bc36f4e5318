# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the ground puts on Today."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thousandfold.base.choices import RoleKind
from thousandfold.base.hooks import Owed, owes


@owes
def _second_factor(request: Any) -> Iterator[Owed]:
    """Staff of a host that names a day, until they have a second factor."""
    viewer, begins = request.viewer, request.host.staff_second_factor_from
    if begins is None or viewer.second_factor or not viewer.has(RoleKind.STAFF):
        return
    if not viewer.has(RoleKind.ADMINISTRATOR):
        yield Owed(
            _("Set up your second factor; staff will need it."), reverse("mfa_index"), begins
        )
