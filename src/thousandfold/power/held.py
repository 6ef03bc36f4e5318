# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is held of governing bodies."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thousandfold.base.held import FOR_GOOD
from thousandfold.base.keeping.holdings import Erased, hold
from thousandfold.people.held import THREE_YEARS
from thousandfold.power.models import FollowedBody, Sitting

hold(FollowedBody, _("Governing bodies"), _("Which bodies the host follows."), FOR_GOOD)
hold(
    Sitting,
    _("Where you sit"),
    _("So that the coalition knows which seats its people hold."),
    THREE_YEARS,
    whose=("person",),
    erased=Erased.DELETED,
)
