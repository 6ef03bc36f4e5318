# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sentences for what cannot be done with governing bodies."""

from django.utils.translation import gettext_lazy as _

from thousandfold.base.refusals import add_wording

add_wording(
    {
        "body-unknown": _("No body of that name is in the starter pack."),
        "body-no-such-seat": _("{body} has no seat “{seat}”."),
        "seat-taken": _("Somebody sits on seat {seat}. End that time first."),
        "sitting-ends-early": _("The end lies before the beginning. Check the two dates."),
    }
)
