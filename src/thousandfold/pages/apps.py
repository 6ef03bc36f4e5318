# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages app."""

from thousandfold.base import stage


class PagesConfig(stage.Stage):
    """Home, set-up, desks: pages that join the stages."""

    name = "thousandfold.pages"
    label = "pages"
