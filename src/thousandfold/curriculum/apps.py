# SPDX-License-Identifier: AGPL-3.0-or-later
"""The curriculum app."""

from thousandfold.base import stage


class CurriculumConfig(stage.Stage):
    """What we teach: programmes, sessions, activities and handouts."""

    name = "thousandfold.curriculum"
    label = "curriculum"
