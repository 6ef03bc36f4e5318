# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sessions of a cohort: days with places and times, calendars, attendance."""
