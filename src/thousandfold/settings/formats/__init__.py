# SPDX-License-Identifier: AGPL-3.0-or-later
"""How dates and times are written: one way in each language, on every page."""
