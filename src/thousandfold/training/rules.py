# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may see and change sessions, and who takes attendance."""

from __future__ import annotations

from thousandfold.base.permissions import Permission as P
from thousandfold.base.permissions import add_table
from thousandfold.base.rules import is_facilitator, is_member, is_staff

add_table(
    "training",
    {
        P.SESSION_SEE: (is_staff, is_facilitator, is_member),
        P.SESSION_CHANGE: (is_staff, is_facilitator),
        P.ATTENDANCE_TAKE: (is_staff, is_facilitator),
    },
)
