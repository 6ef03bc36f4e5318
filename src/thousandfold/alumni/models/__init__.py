# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of alumni."""

from thousandfold.alumni.models.alumnus import Alumnus, ListingConsent
from thousandfold.alumni.models.commitment import Commitment

__all__ = ["Alumnus", "Commitment", "ListingConsent"]
