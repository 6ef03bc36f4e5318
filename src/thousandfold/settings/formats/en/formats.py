# SPDX-License-Identifier: AGPL-3.0-or-later
"""Dates and times in English: Nov. 15, 2026, 2:15 PM.

Times end without a dot, so that a sentence may end with one.
"""

DATE_FORMAT = SHORT_DATE_FORMAT = "N j, Y"
TIME_FORMAT = "g:i A"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "N j, Y, g:i A"
MONTH_DAY_FORMAT = "N j"
