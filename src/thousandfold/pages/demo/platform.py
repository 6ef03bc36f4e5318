# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demo cohort's platform: drafted from the forest, some planks worded."""

from __future__ import annotations

from thousandfold.base.viewer import Viewer
from thousandfold.campaigns.choices import PlankState
from thousandfold.campaigns.usecases.planks import add_plank, word_plank
from thousandfold.campaigns.usecases.platforms import change_platform, draft_platform
from thousandfold.pages.demo.data import Days, told
from thousandfold.recruitment.models import Cohort


def load_platform(viewer: Viewer, cohort: Cohort, days: Days) -> None:
    """A draft with the forest's candidates; the first ones have words."""
    data, at = told("room")["platform"], days.then(-1)
    made = draft_platform(viewer=viewer, cohort=cohort, title=data["title"], at=at)
    made = change_platform(
        viewer=viewer,
        platform=made,
        based_on=made.version,
        title=made.title,
        preamble=data["preamble"],
        at=at,
    )
    candidates = list(made.planks.filter(state=PlankState.CANDIDATE))
    for number, one in enumerate(data["worded"]):
        if number < len(candidates):
            plank = candidates[number]
            word_plank(viewer=viewer, plank=plank, based_on=plank.version, at=at, **one)
        else:
            add_plank(viewer=viewer, platform=made, at=at, **one)
