# SPDX-License-Identifier: AGPL-3.0-or-later
"""The power app."""

from thousandfold.base import stage


class PowerConfig(stage.Stage):
    """Governing bodies, seats, thresholds."""

    name = "thousandfold.power"
    label = "power"
