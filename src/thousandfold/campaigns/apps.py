# SPDX-License-Identifier: AGPL-3.0-or-later
"""The campaigns app."""

from thousandfold.base import stage


class CampaignsConfig(stage.Stage):
    """Platforms: planks with their evidence, approvals, adoption."""

    name = "thousandfold.campaigns"
    label = "campaigns"
