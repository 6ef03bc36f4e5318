# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a site is fit for real people: what is seen of it, and what is wrong with that."""
