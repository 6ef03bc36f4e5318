# SPDX-License-Identifier: AGPL-3.0-or-later
"""How names are sorted and searched: without case and accents."""

from __future__ import annotations

import unicodedata


def sort_name(name: str) -> str:
    """A name as lists sort it: without case and accents, in its own order of parts."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(ch for ch in plain if not unicodedata.combining(ch))[:160]
