# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commands for those who build the site."""
