# SPDX-License-Identifier: AGPL-3.0-or-later
"""Persons, organisations, coalitions, roles over time, principles."""
