# SPDX-License-Identifier: AGPL-3.0-or-later
"""Alumni, the listing and steps taken home: what the trail says was done, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thousandfold.base.trail import add_acts

add_acts(
    "recruitment.cohort",
    {
        "finished": _("Finished a cohort"),
        "took_in_steps": _("Took in steps from the closing"),
    },
)
add_acts(
    "alumni.listingconsent",
    {
        "consented": _("Agreed to be listed"),
    },
)
add_acts(
    "alumni.alumnus",
    {
        "withdrew_consent": _("Took a listing back"),
    },
)
add_acts(
    "alumni.commitment",
    {
        "asked_about": _("Asked about a step"),
        "closed_step": _("Closed a step"),
    },
)
