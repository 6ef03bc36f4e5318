# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may see the alumni, follow up, and decide about an own entry."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from thousandfold.alumni.models import Alumnus
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission as P
from thousandfold.base.permissions import add_table, predicate
from thousandfold.base.rules import is_staff


@predicate(_("is an alumnus of this host"))
def is_alumnus(viewer: Viewer, thing: Any = None) -> bool:
    """Somebody who finished here and signs in."""
    if viewer.account is None or viewer.host is None:
        return False
    rows = Alumnus.objects.filter(person__account=viewer.account, withdrawn_at=None)
    return rows.exists()


add_table(
    "alumni",
    {
        P.ALUMNI_SEE: (is_staff, is_alumnus),
        P.ALUMNI_CHANGE: (is_staff,),
    },
)
