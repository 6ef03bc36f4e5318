# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sentences of this app's refusals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thousandfold.base.refusals import add_wording

add_wording(
    {
        "sessions-already-planned": _(
            "The sessions of this cohort are planned already. Change their days one by one, "
            "or take the whole plan back first."
        ),
        "programme-not-usable": _(
            "The programme {programme} has faults that must be mended first. "
            "Its page lists them under “What a check found”."
        ),
        "programme-changed": _(
            "This cohort was promised version {promised}. Version {present} is here now, with "
            "another text. Tick the box to plan with the text that is here."
        ),
        "wrong-number-of-dates": _(
            "The programme has {wanted} sessions, and {given} dates were given. "
            "Give the first day of each session."
        ),
        "dates-out-of-order": _(
            "Session {number} would begin on {date}, before the one ahead of it is over. "
            "Choose a later first day."
        ),
        "nothing-planned": _(
            "Nothing is planned for this cohort, so there is no plan to take back."
        ),
        "attendance-taken": _(
            "Attendance was taken already, so the plan stays. Change the days that are to come."
        ),
        "days-overlap": _(
            "The cohort already meets on {date} from {starts} to {ends}. "
            "Choose another date or another time."
        ),
        "day-ends-before-it-starts": _(
            "The day would be over before it starts. Choose a later end."
        ),
        "no-such-slot": _("That line is not on this day any more. Look at the agenda again."),
        "slot-cannot-move": _("This line is first or last already and cannot go further."),
        "activity-not-in-programme": _(
            "The programme has no activity of that name. Choose one from the list."
        ),
        "slot-needs-words": _("Say in a few words what this time is for."),
        "nothing-to-put-back": _(
            "Nothing was changed on this day, so there is nothing to put back."
        ),
        "too-late-to-put-back": _(
            "A change can be put back for {hours} hours. This one is older. Change the day by hand."
        ),
        "day-not-begun": _("Attendance opens on the day itself, {date}."),
        "not-of-this-cohort": _("This person is not in the cohort that meets on this day."),
    }
)
