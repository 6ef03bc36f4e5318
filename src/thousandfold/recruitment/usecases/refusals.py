# SPDX-License-Identifier: AGPL-3.0-or-later
"""What cannot be done in recruiting, each with its name."""

from __future__ import annotations

from thousandfold_core.errors import Refusal


class SizesCross(Refusal):
    """The smallest size is above the largest."""

    code = "call-sizes-cross"
    text = "The smallest size is larger than the largest. Change one of the two."


class ClosesBeforeItOpens(Refusal):
    """The last day lies before the first."""

    code = "call-closes-before-it-opens"
    text = "The last day lies before the first day. Change one of the two."


class FieldStays(Refusal):
    """A nomination without it is none."""

    code = "nomination-field-stays"
    text = "This cannot be taken out alone. Take yourself off the list, or have it all erased."


class CallNotOpen(Refusal):
    """The call takes no nominations now."""

    code = "call-not-open"
    text = "This call takes no nominations now."


class CallAlreadyOpen(Refusal):
    """The call is open."""

    code = "call-already-open"
    text = "This call is open already."


class CallAlreadyClosed(Refusal):
    """The call is closed."""

    code = "call-already-closed"
    text = "This call is closed already."


class CallDecided(Refusal):
    """The cohort of this call is seated."""

    code = "call-decided"
    text = "The cohort of this call is seated, so the call stays as it is."


class CallOver(Refusal):
    """The last day has passed. Params: ``day``."""

    code = "call-over"
    text = "The last day of this call was {day}. Give it a later last day first."


class NameMissing(Refusal):
    """A nomination without a name."""

    code = "nomination-name-missing"
    text = "Write the name of the person."


class NominationClosed(Refusal):
    """The nomination was withdrawn or merged, or the call is decided."""

    code = "nomination-closed"
    text = "This nomination can no longer be changed."


class AlreadyConfirmed(Refusal):
    """The nominee said yes before."""

    code = "nomination-already-confirmed"
    text = "This nomination is confirmed already."


class AlreadyWithdrawn(Refusal):
    """The nomination was withdrawn before."""

    code = "nomination-already-withdrawn"
    text = "This nomination is withdrawn already."


class NothingToDo(Refusal):
    """No chosen row can be touched."""

    code = "bulk-nothing-to-do"
    text = "Nothing to do: none of the rows you chose can be changed that way."


class UploadExpired(Refusal):
    """The uploaded rows are no longer kept."""

    code = "upload-expired"
    text = "This upload was kept for seven days and is gone. Choose the file again."


class ListChanged(Refusal):
    """Between looking and applying, somebody changed the list."""

    code = "import-list-changed"
    text = "Somebody changed the list since you looked. Look at the new preview, then import."


class NothingToImport(Refusal):
    """A dry run with nothing to write."""

    code = "import-nothing"
    text = "There is nothing to import: no row would create or change anything."


class UndoTooLate(Refusal):
    """More than thirty days have passed."""

    code = "undo-too-late"
    text = "This was done more than 30 days ago and stays."


class AlreadyUndone(Refusal):
    """The batch was undone before."""

    code = "already-undone"
    text = "This was undone already."


class CannotMerge(Refusal):
    """The two nominations are one, of different calls, or closed."""

    code = "cannot-merge"
    text = "These two cannot be made one. Open both and look."


class AlreadyOnCommittee(Refusal):
    """The person sits on this committee. Params: ``name``."""

    code = "already-on-committee"
    text = "{name} is on this committee already."


class NotOnCommittee(Refusal):
    """The viewer has no seat on this committee."""

    code = "not-on-committee"
    text = "You are not on the committee of this call."


class MarksLocked(Refusal):
    """The reviewer locked their marks."""

    code = "marks-locked"
    text = "You locked your marks. Ask staff to open them again."


class PointsOutside(Refusal):
    """A score that is no half point from 0 to 10."""

    code = "points-outside"
    text = "Give a score from 0 to 10, in whole or half points."


class MarksNotOpen(Refusal):
    """Marks are not open yet. Params: ``waiting``."""

    code = "marks-not-open"
    text = "Marks stay closed until everybody on the committee has locked theirs."


class MarksAlreadyOpen(Refusal):
    """Marks are open."""

    code = "marks-already-open"
    text = "The marks are open already."


class UnknownColumn(Refusal):
    """A rule about a column that nobody has."""

    code = "balance-column-unknown"
    text = "Nobody in the pool has that column. Choose one from the list."


class NoComposition(Refusal):
    """There is nothing composed to work from."""

    code = "no-composition"
    text = "Compose a group first."


class ReasonNeeded(Refusal):
    """The choice departs from the proposal without a reason."""

    code = "reason-needed"
    text = "Your choice differs from the proposal. Write why, in a sentence, for those who ask."


class CohortAlreadySeated(Refusal):
    """The call has its cohort."""

    code = "cohort-already-seated"
    text = "The cohort of this call is seated already."


class NobodyChosen(Refusal):
    """A cohort without people."""

    code = "nobody-chosen"
    text = "Choose at least one person."


class NotANominee(Refusal):
    """Somebody chosen is not in the pool of this call."""

    code = "not-a-nominee"
    text = "One of the people chosen is not a nominee who can be seated. Look at the list again."


class NotAMemberNow(Refusal):
    """The person is not in the cohort now."""

    code = "not-a-member-now"
    text = "This person is not in the cohort now."


class TooManyTries(Refusal):
    """Too many posts from one address in a short time."""

    code = "too-many-tries"
    text = "A lot has come from this network in a few minutes. Wait ten minutes and send it again."


class RulesChanged(Refusal):
    """The balance was changed after this group was composed."""

    code = "rules-changed-since"
    text = "The balance was changed since this group was composed. Compose again first."


class RuleNotFound(Refusal):
    """A rule that is no longer there."""

    code = "rule-not-found"
    text = "That rule is no longer there."
