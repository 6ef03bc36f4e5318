# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demo cohort's platform: drafted from the forest, some planks worded, joined, carried."""

from __future__ import annotations

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.campaigns.choices import PlankState
from thousandfold.campaigns.harvesting import CANDIDATE, harvest_of
from thousandfold.campaigns.models import Derivation, Plank, Platform
from thousandfold.campaigns.usecases.planks import word_plank
from thousandfold.campaigns.usecases.platforms import change_platform, draft_platform
from thousandfold.campaigns.usecases.standing import carry_forward, merge_planks
from thousandfold.pages.demo.data import Days, told
from thousandfold.recruitment.models import Cohort


def load_platform(viewer: Viewer, cohort: Cohort, days: Days) -> None:
    """A draft with the forest's candidates, each met by the first words of its fruit."""
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
    for one in data["worded"]:
        words = {name: text for name, text in one.items() if name != "fruit"}
        plank = _grown(made, one["fruit"])
        word_plank(viewer=viewer, plank=plank, based_on=plank.version, at=at, **words)
    for one in data["joined"]:
        into, other = _grown(made, one["to"]), _grown(made, one["fruit"])
        merge_planks(viewer=viewer, into=into, other=other, at=at)
    for one in data["carried"]:
        carry_forward(
            viewer=viewer,
            plank=_grown(made, one["fruit"]),
            owner=one["owner"],
            hear_on=days.day(one["days"]),
            must_hear=one["must_hear"],
            reason=one["reason"],
            at=at,
        )


def _grown(platform: Platform, words: str) -> Plank:
    """The open plank that grew from the fruit beginning with these words."""
    things = harvest_of(platform.cohort_id).by_key
    rows = Derivation.objects.filter(plank__platform=platform, kind=CANDIDATE)
    rows = rows.exclude(plank__state=PlankState.WITHDRAWN).select_related("plank")
    return next(
        one.plank for one in rows.order_by("added_at") if things[one.key].text.startswith(words)
    )
