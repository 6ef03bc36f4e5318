# SPDX-License-Identifier: AGPL-3.0-or-later
"""The people app."""

from thousandfold.base import stage


class PeopleConfig(stage.Stage):
    """Who is here: people, their organisations and the coalition between them."""

    name = "thousandfold.people"
    label = "people"
