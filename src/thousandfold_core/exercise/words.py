# SPDX-License-Identifier: Apache-2.0
"""A text in every language an exercise speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Words:
    """One text in English and Spanish, and in any other language added.

    ``others`` maps a language code such as ``"vi"`` to the text.
    """

    en: str
    es: str = ""
    others: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def as_given(cls, text: str) -> Words:
        """A person's own words: the same in every language, never translated for them."""
        return cls(en=text, es=text)

    def to(self, language: str) -> str:
        """Return the text in ``language``; English when it is not there.

        A regional code falls back to its language first (``es-mx`` to ``es``).
        """
        short = language.split("-")[0].lower()
        known = {**self.others, "es": self.es}
        return known.get(language) or known.get(short) or self.en

    def languages(self) -> frozenset[str]:
        """The languages in which this text is present."""
        more = {code for code, text in self.others.items() if text}
        return frozenset({"en"} | ({"es"} if self.es else set()) | more)
