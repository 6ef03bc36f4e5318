# SPDX-License-Identifier: AGPL-3.0-or-later
"""Platforms and their planks; later campaigns, agreements, wins and their afterlife."""
