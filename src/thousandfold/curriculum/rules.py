# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may read programmes: everybody who has a role at the host."""

from __future__ import annotations

from thousandfold.base.permissions import Permission as P
from thousandfold.base.permissions import add_table
from thousandfold.base.rules import has_a_role

add_table("curriculum", {P.PROGRAMME_SEE: (has_a_role,)})
