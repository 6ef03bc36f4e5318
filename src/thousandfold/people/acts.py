# SPDX-License-Identifier: AGPL-3.0-or-later
"""Organisations, people and principles: what the trail says was done, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thousandfold.base.trail import add_acts

add_acts(
    "people.coalition",
    {
        "founded": _("Founded a coalition"),
        "changed": _("Changed a coalition"),
    },
)
add_acts(
    "people.organisation",
    {
        "registered": _("Added an organisation"),
        "changed": _("Changed an organisation"),
    },
)
add_acts(
    "people.membership",
    {
        "joined": _("Took an organisation into the coalition"),
        "left": _("Recorded that an organisation left the coalition"),
    },
)
add_acts(
    "people.person",
    {
        "registered": _("Added a person"),
        "changed": _("Changed a person's entry"),
    },
)
add_acts(
    "people.spell",
    {
        "began": _("Recorded that a person's role began"),
        "ended": _("Recorded that a person's role ended"),
        "forgot": _("Took a person's role out of the record"),
    },
)
add_acts(
    "people.principles",
    {
        "proposed": _("Wrote down principles"),
    },
)
add_acts(
    "people.adoption",
    {
        "adopted": _("Recorded that a member adopted the principles"),
    },
)
