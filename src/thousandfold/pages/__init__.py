# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages that join the stages: the first page, today, search, the cohort's path."""
