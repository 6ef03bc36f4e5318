# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rooms, places and runs: what the trail says was done, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thousandfold.base.trail import add_acts

add_acts(
    "exercises.room",
    {
        "opened_room": _("Opened a room"),
        "opened_doors": _("Opened the doors of a room"),
        "shut_doors": _("Shut the doors of a room"),
        "furnished_room": _("Changed a room"),
        "laid_paper_places": _("Laid places on paper"),
    },
)
add_acts(
    "exercises.place",
    {
        "took_place": _("Took a place"),
        "brought_place": _("Brought a place to another phone"),
        "admitted": _("Let somebody in"),
        "turned_away": _("Turned somebody away"),
        "let_go": _("Let a place go"),
        "confirmed_paper": _("Confirmed what was typed in from paper"),
    },
)
add_acts(
    "exercises.run",
    {
        "run_start": _("Opened an exercise"),
        "run_step": _("Went to a step of an exercise"),
        "run_pause": _("Paused an exercise"),
        "run_resume": _("Went on with an exercise"),
        "run_extend": _("Gave more time"),
        "run_extend_one": _("Gave one place more time"),
        "run_reveal": _("Revealed what was gathered"),
        "run_cover": _("Covered what was revealed"),
        "run_hide": _("Hid the screens"),
        "run_show": _("Showed the screens again"),
        "run_group": _("Made groups"),
        "run_close": _("Closed an exercise"),
        "run_reopen": _("Reopened an exercise"),
        "run_undo": _("Took a step of an exercise back"),
    },
)
