# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ways in: codes, cards, sessions, limits on guessing, and looking through another's eyes."""
