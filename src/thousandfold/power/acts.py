# SPDX-License-Identifier: AGPL-3.0-or-later
"""Governing bodies and who sits there: what the trail says was done, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thousandfold.base.trail import add_acts

add_acts(
    "power.followedbody",
    {
        "followed": _("Followed a governing body"),
    },
)
add_acts(
    "power.sitting",
    {
        "seated": _("Recorded who holds a seat"),
        "left_seat": _("Recorded that a seat was left"),
    },
)
