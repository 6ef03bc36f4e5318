# SPDX-License-Identifier: AGPL-3.0-or-later
"""Alumni: who finished, who is listed by consent, steps followed up."""
