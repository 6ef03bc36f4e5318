# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sentences for what cannot be done with platforms."""

from django.utils.translation import gettext_lazy as _

from thousandfold.base.refusals import add_wording

add_wording(
    {
        "platform-in-draft": _(
            "This cohort is already writing “{title}”. Open it and go on there."
        ),
        "no-new-candidates": _(
            "There is nothing new: every fruit with support is on the platform already."
        ),
        "platform-locked": _("This platform was adopted, so its title and first words stand."),
        "plank-locked": _(
            "This plank was adopted, so its words stand. Amend it: the amendment keeps both wordings."
        ),
        "plank-not-adopted": _("This plank was not adopted yet. Change its words instead."),
        "plank-unchanged": _("The words are the same as before. Change something first."),
        "plank-at-the-end": _("This plank cannot move further that way."),
        "plank-set-aside": _("This plank was set aside. Bring it back first."),
        "plank-not-set-aside": _("This plank stands on the platform already."),
        "planks-not-alike": _(
            "Choose two different planks of this platform that are not adopted yet."
        ),
        "hearing-needs-a-day": _("Choose a day from today on, so that the plank is heard again."),
        "ballot-unreadable": _(
            "Line {line} says “{word}”. Write numbers of planks in the list, up to {most}, with spaces between."
        ),
        "more-hands-than-people": _(
            "{hands} hands were counted among {present} people. Check both numbers."
        ),
        "nothing-to-adopt": _("Choose at least one worded plank to adopt."),
        "plank-has-no-words": _("Plank {number} has no words of the cohort yet. Word it first."),
        "leaves-somebody-out": _(
            "Plank {number} carries {flags} open “leaves us out”. Whoever raised it must be heard and say that it is answered; or carry the plank forward."
        ),
        "waits-to-be-heard": _(
            "Plank {number} is not ready: something about it waits to be heard in the room. Go back to it there, or carry it forward."
        ),
        "nobody-answered": _("Type how many people stood at each step of agreement."),
        "not-yet-that-day": _(
            "That day has not come yet. Give the day on which the cohort decided."
        ),
    }
)
