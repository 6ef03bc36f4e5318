# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sentences for what cannot be done with people and coalitions."""

from django.utils.translation import gettext_lazy as _

from thousandfold.base.refusals import add_wording

add_wording(
    {
        "organisation-name-taken": _("{name} is already in your list of organisations."),
        "already-a-member": _("{name} is a member of this coalition already."),
        "not-a-member": _("{name} is not a member of this coalition at that date."),
        "principles-unchanged": _(
            "The text is the same as version {number}. Change something first."
        ),
        "already-adopted": _("{name} adopted this version already."),
        "ends-before-it-begins": _("The end lies before the beginning. Check the two dates."),
        "spell-needs-somewhere": _("Say where: choose an organisation or write a title."),
    }
)
