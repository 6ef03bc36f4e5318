# SPDX-License-Identifier: AGPL-3.0-or-later
"""Dates and times in Spanish: 15 de noviembre de 2026, 14:15."""

DATE_FORMAT = SHORT_DATE_FORMAT = r"j \d\e F \d\e Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = r"j \d\e F \d\e Y, H:i"
MONTH_DAY_FORMAT = r"j \d\e F"
