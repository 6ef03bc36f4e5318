# SPDX-License-Identifier: AGPL-3.0-or-later
"""Calls, nominations, the committee and cohorts: what the trail says was done, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thousandfold.base.trail import add_acts

add_acts(
    "recruitment.call",
    {
        "wrote": _("Wrote a call"),
        "changed": _("Changed a call"),
        "opened": _("Opened a call"),
        "closed": _("Closed a call"),
        "exported": _("Exported nominations"),
        "marks_opened_by_staff": _("Opened the marks"),
        "marks_opened_when_all_locked": _("Opened the marks, since all were locked"),
    },
)
add_acts(
    "recruitment.nomination",
    {
        "nominated": _("Nominated a person"),
        "changed": _("Changed a nomination"),
        "changed_by_nominator": _("Changed a nomination as its nominator"),
        "changed_by_nominee": _("Changed a nomination as the nominee"),
        "confirmed_by_nominee": _("Said yes to a nomination"),
        "withdrawn_by_nominee": _("Said no to a nomination"),
        "withdrawn_by_nominator": _("Withdrew a nomination"),
        "read": _("Read what was written about a nominee"),
        "merged": _("Made one of two nominations"),
        "told_apart": _("Told two nominations apart"),
        "exported": _("Made a copy of what is held about a nominee"),
        "took_field_out": _("Took out a field of a nomination as the nominee"),
        "took_nominator_out": _("Took the name of a nominator out, as they asked"),
    },
)
add_acts(
    "recruitment.batch",
    {
        "imported": _("Imported a list"),
        "bulk_confirm": _("Confirmed several nominations"),
        "bulk_withdraw": _("Withdrew several nominations"),
        "bulk_restore": _("Brought back several nominations"),
        "undid": _("Undid a change of several nominations"),
    },
)
add_acts(
    "recruitment.upload",
    {
        "uploaded": _("Read in a spreadsheet"),
        "discarded": _("Discarded a spreadsheet"),
    },
)
add_acts(
    "recruitment.reviewer",
    {
        "invited": _("Invited somebody to the committee"),
        "took_off": _("Took somebody off the committee"),
        "locked": _("Locked their marks"),
        "unlocked": _("Unlocked marks"),
    },
)
add_acts(
    "recruitment.mark",
    {
        "marked": _("Gave a mark"),
    },
)
add_acts(
    "recruitment.balance",
    {
        "changed_balance": _("Changed the balance"),
    },
)
add_acts(
    "recruitment.composition",
    {
        "composed": _("Composed a group"),
    },
)
add_acts(
    "recruitment.cohort",
    {
        "seated": _("Seated a cohort"),
    },
)
add_acts(
    "recruitment.member",
    {
        "declined": _("Declined a place"),
        "filled": _("Filled a place"),
    },
)
