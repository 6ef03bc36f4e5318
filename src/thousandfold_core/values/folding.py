# SPDX-License-Identifier: Apache-2.0
"""When two labels are written the same.

Equality of spelling only: no stems, no synonyms, no dictionaries. Whether two
different words mean the same is for the people who wrote them to say.
"""

from __future__ import annotations

import unicodedata


def same_label(label: str) -> str:
    """The label as a key: composed letters, no case, single spaces. Accents count."""
    return " ".join(unicodedata.normalize("NFC", label).casefold().split())


def look_alike(label: str) -> str:
    """As :func:`same_label`, and accents ignored. Only ever used to order questions."""
    spread = unicodedata.normalize("NFKD", label)
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())
