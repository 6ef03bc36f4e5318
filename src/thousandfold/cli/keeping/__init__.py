# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping copies: what a backup holds, and how it comes back."""
