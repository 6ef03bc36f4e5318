# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is held of alumni."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thousandfold.alumni.models import Alumnus, Commitment, ListingConsent
from thousandfold.base.keeping.holdings import A_KEY, INSIDE, Erased, hold

UNTIL = _("Until you take it back.")

hold(
    Alumnus,
    _("That you finished with a cohort"),
    _("So that you can be invited back, if you want."),
    UNTIL,
    whose=("person",),
    withheld={"key": A_KEY},
    erased=Erased.DELETED,
)
hold(
    ListingConsent,
    _("Your yes to being listed"),
    _("So that you are listed only as far and as long as you said."),
    UNTIL,
    whose=("alumnus",),
    erased=Erased.DELETED,
)
hold(
    Commitment,
    _("Your next steps"),
    _("So that you are asked once what became of them."),
    _("A year after your cohort finished, or after the last word on them."),
    whose=("member",),
    withheld={"key": INSIDE},
    erased=Erased.DELETED,
)
