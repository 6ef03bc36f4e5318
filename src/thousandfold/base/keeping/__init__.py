# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is held about people: how long, what keeps it, how it is given out and how it ends."""
