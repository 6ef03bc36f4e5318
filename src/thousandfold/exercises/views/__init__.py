# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of the room: phones, the facilitator, the wall, paper."""
