# SPDX-License-Identifier: AGPL-3.0-or-later
"""The host, its roles and its messages: what the trail says was done, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thousandfold.base.trail import add_acts

add_acts(
    "base.host",
    {
        "set_up": _("Set up the host"),
        "changed": _("Changed the host"),
        "changed_terms": _("Changed how long things are kept"),
        "confirmed_look": _("Confirmed what waited to be deleted"),
        "erased_person": _("Erased a person"),
        "deleted_when_due": _("Deleted what had been kept long enough"),
        "blanked_details": _("Emptied the details of earlier lines"),
    },
)
add_acts(
    "base.role",
    {
        "gave_role": _("Gave a role"),
        "ended_role": _("Ended a role"),
    },
)
add_acts("base.account", {"took_off_second_factor": _("Took a second factor off")})
add_acts(
    "base.signincard",
    {
        "made_card": _("Made a sign-in card"),
        "used_card": _("Signed in with a card"),
        "took_card_back": _("Took a sign-in card back"),
    },
)
add_acts(
    "base.viewing",
    {
        "looked_as": _("Began to look as somebody else"),
        "stopped_looking": _("Stopped looking as somebody else"),
    },
)
add_acts(
    "base.message",
    {
        "changed": _("Changed a message"),
        "sent": _("Sent a message"),
        "discarded": _("Discarded a message"),
    },
)
add_acts(
    "base.legalhold",
    {
        "placed": _("Placed a legal hold"),
        "lifted": _("Lifted a legal hold"),
        "ended_by_its_day": _("Ended a legal hold whose day had passed"),
        "placed_again": _("Placed a legal hold again after an older backup was brought back"),
        "lifted_again": _("Lifted a legal hold again after an older backup was brought back"),
    },
)
add_acts("people.person", {"exported": _("Made a copy of what is held about a person")})
