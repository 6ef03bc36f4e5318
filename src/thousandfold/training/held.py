# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is held of sessions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thousandfold.base.held import FOR_GOOD
from thousandfold.base.keeping.holdings import Erased, hold
from thousandfold.people.held import THREE_YEARS
from thousandfold.training.models import Attendance, Day, Session, Slot

WHY = _("So that a cohort knows when and where it meets.")

hold(Session, _("Sessions"), WHY, FOR_GOOD)
hold(
    Day,
    _("Days"),
    WHY,
    _("Dates as long as the host is here; where and notes a year after the cohort finished."),
)
hold(Slot, _("Agendas"), WHY, FOR_GOOD)
hold(
    Attendance,
    _("The days you were there"),
    _("So that the host knows who took part; never why somebody did not."),
    THREE_YEARS,
    whose=("member",),
    erased=Erased.DELETED,
)
