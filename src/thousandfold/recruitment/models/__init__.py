# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of recruiting and selecting."""

from thousandfold.recruitment.models.agreement import Agreement
from thousandfold.recruitment.models.batch import Batch, BatchChange, Upload
from thousandfold.recruitment.models.call import Call
from thousandfold.recruitment.models.cohort import Cohort, Member
from thousandfold.recruitment.models.committee import Mark, Reviewer
from thousandfold.recruitment.models.composition import Balance, Composition, Decision
from thousandfold.recruitment.models.nomination import Nomination, ToldApart

__all__ = [
    "Agreement",
    "Balance",
    "Batch",
    "BatchChange",
    "Call",
    "Cohort",
    "Composition",
    "Decision",
    "Mark",
    "Member",
    "Nomination",
    "Reviewer",
    "ToldApart",
    "Upload",
]
