# SPDX-License-Identifier: AGPL-3.0-or-later
"""The people app."""

from thousandfold.base.stage import Stage


class PeopleConfig(Stage):
    """Who is here: people, their organisations and the coalition between them."""

    name = "thousandfold.people"
    label = "people"
