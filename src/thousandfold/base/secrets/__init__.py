# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fields that are unreadable at rest, and what closes and opens them."""

from thousandfold.base.secrets.fields import Sealed, SealedJSON, SealedText
from thousandfold.base.secrets.sealing import seal, seal_for, unseal, unseal_for

__all__ = ["Sealed", "SealedJSON", "SealedText", "seal", "seal_for", "unseal", "unseal_for"]
