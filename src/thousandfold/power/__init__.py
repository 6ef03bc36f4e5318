# SPDX-License-Identifier: AGPL-3.0-or-later
"""Governing bodies: seats, thresholds, who of the coalition sits where."""
