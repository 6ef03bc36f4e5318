# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of recruiting and selecting."""

from thousandfold.recruitment.models.call import Call
from thousandfold.recruitment.models.cohort import Cohort, Member

__all__ = ["Call", "Cohort", "Member"]
