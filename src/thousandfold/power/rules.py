# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may see and change governing bodies."""

from thousandfold.base.permissions import Permission as P
from thousandfold.base.permissions import add_table
from thousandfold.base.rules import has_a_role, is_administrator, is_staff

add_table(
    "power",
    {
        P.BODY_SEE: (has_a_role,),
        P.BODY_CHANGE: (is_staff, is_administrator),
    },
)
