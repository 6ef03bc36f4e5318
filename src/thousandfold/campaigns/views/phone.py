# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cohort's platform on a phone that holds a place at its table."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission, may
from thousandfold.campaigns import queries
from thousandfold.campaigns.choices import PlankState
from thousandfold.campaigns.harvesting import Harvest, harvest_of
from thousandfold.campaigns.picture import draw_platform
from thousandfold.campaigns.presenting import by_value, facts, set_aside, shown
from thousandfold.exercises.views.at_the_place import PlacePage


class PlatformAtThePlace(PlacePage):
    """What my cohort stands for, and what each plank rests on; to read."""

    template_name = "campaigns/platform_phone.html"
    title = _("What we stand for")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The newest platform of the place's cohort, if there is one."""
        platform = queries.platform_of(self.viewer, self.room.cohort)
        if platform is None or not may(self.viewer, Permission.PLATFORM_SEE, platform):
            return super().get_context_data(platform=None, **kwargs)
        harvest = harvest_of(platform.cohort_id)
        planks = queries.planks_of(self.viewer, platform)
        standing = shown(planks, harvest)
        return super().get_context_data(
            platform=platform,
            standing=standing,
            branches=by_value(standing),
            carried=set_aside(planks, harvest, PlankState.CARRIED),
            picture=self._picture(platform, planks, harvest),
            **kwargs,
        )

    def _picture(self, platform: Any, planks: Any, harvest: Harvest) -> str:
        standing = shown(planks, harvest)
        if not standing:
            return ""
        carried = sum(one.state == PlankState.CARRIED for one in planks)
        told = facts(platform.title, by_value(standing), carried)
        drawn = draw_platform(told, shape="tall", link=lambda key: f"#{key}")
        return mark_safe(drawn.svg)  # noqa: S308 - drawn by our own escaping writer
