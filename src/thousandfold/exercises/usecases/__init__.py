# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done in a room."""
