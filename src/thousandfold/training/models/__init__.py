# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of training."""

from thousandfold.training.models.attendance import Attendance
from thousandfold.training.models.day import Day, Slot
from thousandfold.training.models.session import Session

__all__ = ["Attendance", "Day", "Session", "Slot"]
