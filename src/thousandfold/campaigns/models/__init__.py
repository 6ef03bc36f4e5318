# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of platforms."""

from thousandfold.campaigns.models.adoption import Adoption, Approvals
from thousandfold.campaigns.models.derivation import Derivation
from thousandfold.campaigns.models.plank import Plank, PlankVersion
from thousandfold.campaigns.models.platform import Platform

__all__ = ["Adoption", "Approvals", "Derivation", "Plank", "PlankVersion", "Platform"]
