# SPDX-License-Identifier: AGPL-3.0-or-later
"""What cannot be done with platforms, each with its sentence."""

from __future__ import annotations

from thousandfold_core.errors import Refusal


class PlatformInDraft(Refusal):
    """The cohort writes one already. Params: ``title``."""

    code = "platform-in-draft"
    text = "This cohort is already writing “{title}”. Open it and go on there."


class NoNewCandidates(Refusal):
    """The forest has nothing that is not on the platform."""

    code = "no-new-candidates"
    text = "There is nothing new: every fruit with support is on the platform already."


class PlatformLocked(Refusal):
    """The platform was adopted."""

    code = "platform-locked"
    text = "This platform was adopted, so its title and first words stand."


class PlankLocked(Refusal):
    """An adopted wording stands."""

    code = "plank-locked"
    text = (
        "This plank was adopted, so its words stand. Amend it: the amendment keeps both wordings."
    )


class PlankNotAdopted(Refusal):
    """Only adopted planks are amended."""

    code = "plank-not-adopted"
    text = "This plank was not adopted yet. Change its words instead."


class PlankUnchanged(Refusal):
    """The wording is the same."""

    code = "plank-unchanged"
    text = "The words are the same as before. Change something first."


class PlankAtTheEnd(Refusal):
    """There is nothing above or below to change places with."""

    code = "plank-at-the-end"
    text = "This plank cannot move further that way."


class PlankSetAside(Refusal):
    """The plank was withdrawn or carried forward."""

    code = "plank-set-aside"
    text = "This plank was set aside. Bring it back first."


class PlankNotSetAside(Refusal):
    """The plank stands on the platform."""

    code = "plank-not-set-aside"
    text = "This plank stands on the platform already."


class PlanksNotAlike(Refusal):
    """Two planks of different platforms, or one and the same."""

    code = "planks-not-alike"
    text = "Choose two different planks of this platform that are not adopted yet."


class HearingNeedsADay(Refusal):
    """The hearing lies in the past."""

    code = "hearing-needs-a-day"
    text = "Choose a day from today on, so that the plank is heard again."


class BallotUnreadable(Refusal):
    """A slip names a plank that is not there. Params: ``line``, ``word``, ``most``."""

    code = "ballot-unreadable"
    text = "Line {line} says “{word}”. Write numbers of planks in the list, up to {most}, with spaces between."


class MoreHandsThanPeople(Refusal):
    """More hands were counted than people. Params: ``hands``, ``present``."""

    code = "more-hands-than-people"
    text = "{hands} hands were counted among {present} people. Check both numbers."


class NothingToAdopt(Refusal):
    """No plank was chosen."""

    code = "nothing-to-adopt"
    text = "Choose at least one worded plank to adopt."


class PlankHasNoWords(Refusal):
    """A candidate was chosen before anybody worded it. Params: ``number``."""

    code = "plank-has-no-words"
    text = "Plank {number} has no words of the cohort yet. Word it first."


class LeavesSomebodyOut(Refusal):
    """Somebody said so and was not answered yet. Params: ``number``, ``flags``."""

    code = "leaves-somebody-out"
    text = (
        "Plank {number} carries {flags} open “leaves us out”. Whoever raised it must be heard and say "
        "that it is answered; or carry the plank forward."
    )


class WaitsToBeHeard(Refusal):
    """Something is open about it that no count may show. Params: ``number``."""

    code = "waits-to-be-heard"
    text = (
        "Plank {number} is not ready: something about it waits to be heard in the room. Go back to "
        "it there, or carry it forward."
    )


class NobodyAnswered(Refusal):
    """No count was given."""

    code = "nobody-answered"
    text = "Type how many people stood at each step of agreement."


class NotYetThatDay(Refusal):
    """A decision in the future."""

    code = "not-yet-that-day"
    text = "That day has not come yet. Give the day on which the cohort decided."
