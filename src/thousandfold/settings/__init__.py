# SPDX-License-Identifier: AGPL-3.0-or-later
"""Settings: one table of what can be set, read from the environment or a file."""
