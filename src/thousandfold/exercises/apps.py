# SPDX-License-Identifier: AGPL-3.0-or-later
"""The exercises app."""

from thousandfold.base import stage


class ExercisesConfig(stage.Stage):
    """Rooms, runs, places at the table, joining by code, answers, paper."""

    name = "thousandfold.exercises"
    label = "exercises"
