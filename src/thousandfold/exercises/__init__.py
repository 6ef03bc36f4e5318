# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rooms, runs, places at the table, joining by code, answers, paper."""
