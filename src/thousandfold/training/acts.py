# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sessions, days and attendance: what the trail says was done, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thousandfold.base.trail import add_acts

add_acts(
    "recruitment.cohort",
    {
        "planned": _("Planned the sessions"),
        "took_plan_back": _("Took the plan of the sessions back"),
    },
)
add_acts(
    "training.day",
    {
        "changed": _("Changed a day"),
        "put_back": _("Undid a change of a day"),
        "stretched": _("Changed minutes on an agenda"),
        "moved": _("Moved something on an agenda"),
        "added": _("Added something to an agenda"),
        "removed": _("Took something off an agenda"),
    },
)
add_acts(
    "training.attendance",
    {
        "marked": _("Took attendance"),
        "cleared_mark": _("Cleared a mark of attendance"),
    },
)
