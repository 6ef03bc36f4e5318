# SPDX-License-Identifier: AGPL-3.0-or-later
"""The base app."""

from thousandfold.base import stage


class BaseConfig(stage.Stage):
    """Ids, scope, accounts, roles, trail, outbox."""

    name = "thousandfold.base"
    label = "base"
