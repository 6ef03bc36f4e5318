# SPDX-License-Identifier: AGPL-3.0-or-later
"""The alumni app."""

from thousandfold.base import stage


class AlumniConfig(stage.Stage):
    """The host's alumni list, commitments, keepsakes."""

    name = "thousandfold.alumni"
    label = "alumni"
