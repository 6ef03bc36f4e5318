# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sentences for what cannot be done with alumni."""

from django.utils.translation import gettext_lazy as _

from thousandfold.base.refusals import add_wording

add_wording(
    {
        "cohort-already-finished": _("{title} has finished already. Its members are alumni."),
        "cohort-is-empty": _("Nobody is seated in this cohort, so there is nobody to finish with."),
        "not-your-entry": _(
            "Only the person decides whether they are listed. Send them their own link."
        ),
        "not-listed": _("You are not listed, so there is nothing to take back."),
        "listing-ends-in-the-past": _(
            "The last day lies in the past. Choose a later one, or leave it empty."
        ),
        "step-not-open": _("This step is closed. Open it again first."),
        "step-taken-back": _(
            "Whoever took this step keeps it to themselves now. It is no longer followed up."
        ),
        "no-address-to-ask": _(
            "There is no e-mail address for {name}. Ask in person, then say what you heard."
        ),
    }
)
