# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of people and coalitions."""

from thousandfold.people.models.coalition import Coalition, Membership
from thousandfold.people.models.organisation import Organisation
from thousandfold.people.models.person import Person
from thousandfold.people.models.principles import Adoption, Principles
from thousandfold.people.models.spell import Spell

__all__ = [
    "Adoption",
    "Coalition",
    "Membership",
    "Organisation",
    "Person",
    "Principles",
    "Spell",
]
