# SPDX-License-Identifier: AGPL-3.0-or-later
"""The recruitment app."""

from thousandfold.base import stage


class RecruitmentConfig(stage.Stage):
    """Calls, nominations, selection, cohorts."""

    name = "thousandfold.recruitment"
    label = "recruitment"
