# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of governing bodies."""

from thousandfold.power.models.body import FollowedBody, Sitting

__all__ = ["FollowedBody", "Sitting"]
