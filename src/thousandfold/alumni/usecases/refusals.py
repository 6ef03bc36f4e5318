# SPDX-License-Identifier: AGPL-3.0-or-later
"""What cannot be done with alumni, each with its sentence."""

from __future__ import annotations

from thousandfold_core.errors import Refusal


class CohortAlreadyFinished(Refusal):
    """The cohort finished before. Params: ``title``."""

    code = "cohort-already-finished"
    text = "{title} has finished already. Its members are alumni."


class CohortIsEmpty(Refusal):
    """Nobody is seated."""

    code = "cohort-is-empty"
    text = "Nobody is seated in this cohort, so there is nobody to finish with."


class NotYourEntry(Refusal):
    """Only the person decides about their entry."""

    code = "not-your-entry"
    text = "Only the person decides whether they are listed. Send them their own link."


class NotListed(Refusal):
    """There is no consent to end."""

    code = "not-listed"
    text = "You are not listed, so there is nothing to take back."


class EndsInThePast(Refusal):
    """The last day is past."""

    code = "listing-ends-in-the-past"
    text = "The last day lies in the past. Choose a later one, or leave it empty."


class StepNotOpen(Refusal):
    """The step was closed."""

    code = "step-not-open"
    text = "This step is closed. Open it again first."


class StepTakenBack(Refusal):
    """Its author keeps it to themselves now."""

    code = "step-taken-back"
    text = "Whoever took this step keeps it to themselves now. It is no longer followed up."


class NoAddressToAsk(Refusal):
    """There is no e-mail address. Params: ``name``."""

    code = "no-address-to-ask"
    text = "There is no e-mail address for {name}. Ask in person, then say what you heard."
