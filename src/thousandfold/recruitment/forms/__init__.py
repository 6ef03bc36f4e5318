# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shape of what is typed in recruiting."""
