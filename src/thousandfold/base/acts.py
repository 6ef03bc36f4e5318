# SPDX-License-Identifier: AGPL-3.0-or-later
"""The host, its roles and its messages: what the trail says was done, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thousandfold.base.trail import add_acts

add_acts(
    "base.host",
    {
        "set_up": _("Set up the host"),
        "changed": _("Changed the host"),
        "deleted_when_due": _("Deleted what had been kept long enough"),
        "blanked_details": _("Emptied the details of earlier lines"),
    },
)
add_acts(
    "base.role",
    {
        "gave_role": _("Gave a role"),
        "ended_role": _("Ended a role"),
    },
)
add_acts("base.account", {"took_off_second_factor": _("Took a second factor off")})
add_acts(
    "base.message",
    {
        "changed": _("Changed a message"),
        "sent": _("Sent a message"),
        "discarded": _("Discarded a message"),
    },
)
