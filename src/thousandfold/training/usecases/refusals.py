# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can stand in the way of planning and changing days, each with a name."""

from __future__ import annotations

from thousandfold_core.errors import Refusal


class SessionsAlreadyPlanned(Refusal):
    """The cohort has its sessions."""

    code = "sessions-already-planned"
    text = "The sessions of this cohort are planned already."


class ProgrammeNotUsable(Refusal):
    """The linter finds errors. Params: ``programme``."""

    code = "programme-not-usable"
    text = "The programme {programme} has faults that must be mended first."


class ProgrammeChanged(Refusal):
    """The text here is not the one the cohort was promised. Params: ``promised``, ``present``."""

    code = "programme-changed"
    text = "The cohort was promised version {promised}; version {present} is here now."


class WrongNumberOfDates(Refusal):
    """One first day a session is needed. Params: ``wanted``, ``given``."""

    code = "wrong-number-of-dates"
    text = "The programme has {wanted} sessions, and {given} dates were given."


class DatesOutOfOrder(Refusal):
    """A session would begin before the one ahead is over. Params: ``number``, ``date``."""

    code = "dates-out-of-order"
    text = "Session {number} would begin on {date}, before the one ahead of it is over."


class NothingPlanned(Refusal):
    """There is no plan."""

    code = "nothing-planned"
    text = "Nothing is planned for this cohort."


class AttendanceTaken(Refusal):
    """A plan by which people already met is not taken back."""

    code = "attendance-taken"
    text = "Attendance was taken already, so the plan stays."


class DaysOverlap(Refusal):
    """Two days of a cohort at one time. Params: ``date``, ``starts``, ``ends``."""

    code = "days-overlap"
    text = "The cohort already meets on {date} from {starts} to {ends}."


class DayEndsBeforeItStarts(Refusal):
    """The end lies before the start."""

    code = "day-ends-before-it-starts"
    text = "The day would be over before it starts."


class NoSuchSlot(Refusal):
    """The line is not (or no longer) on this day."""

    code = "no-such-slot"
    text = "That line is not on this day any more."


class SlotCannotMove(Refusal):
    """The line is first or last already."""

    code = "slot-cannot-move"
    text = "This line is first or last already and cannot go further."


class ActivityNotInProgramme(Refusal):
    """The cohort's programme has no such activity."""

    code = "activity-not-in-programme"
    text = "The programme has no activity of that name."


class SlotNeedsWords(Refusal):
    """A line that is neither activity nor pause must say what it is."""

    code = "slot-needs-words"
    text = "Say in a few words what this time is for."


class NothingToPutBack(Refusal):
    """The day was not changed."""

    code = "nothing-to-put-back"
    text = "Nothing was changed on this day."


class TooLateToPutBack(Refusal):
    """The last change is too old. Params: ``hours``."""

    code = "too-late-to-put-back"
    text = "A change can be put back for {hours} hours. This one is older."


class DayNotBegun(Refusal):
    """Attendance is taken from the day on. Params: ``date``."""

    code = "day-not-begun"
    text = "Attendance opens on the day itself, {date}."


class NotOfThisCohort(Refusal):
    """The member belongs to another cohort."""

    code = "not-of-this-cohort"
    text = "This person is not in the cohort that meets on this day."
