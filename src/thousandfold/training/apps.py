# SPDX-License-Identifier: AGPL-3.0-or-later
"""The training app."""

from thousandfold.base import stage


class TrainingConfig(stage.Stage):
    """Sessions, days, agendas, attendance, calendars."""

    name = "thousandfold.training"
    label = "training"
