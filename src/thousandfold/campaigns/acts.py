# SPDX-License-Identifier: AGPL-3.0-or-later
"""Platforms and their planks: what the trail says was done, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thousandfold.base.trail import add_acts

add_acts(
    "campaigns.platform",
    {
        "drafted": _("Began a platform"),
        "gathered": _("Gathered planks from the forest"),
        "changed": _("Changed a platform"),
        "adopted": _("Adopted planks"),
    },
)
add_acts(
    "campaigns.approvals",
    {
        "counted": _("Counted ballots"),
    },
)
add_acts(
    "campaigns.plank",
    {
        "added": _("Added a plank"),
        "worded": _("Worded a plank"),
        "amended": _("Amended a plank"),
        "moved": _("Moved a plank"),
        "merged": _("Joined two planks"),
        "brought_back": _("Brought a plank back"),
        "set_aside": _("Set a plank aside"),
    },
)
