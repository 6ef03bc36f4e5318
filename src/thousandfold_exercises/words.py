# SPDX-License-Identifier: Apache-2.0
"""The texts of our exercises: English and Spanish stand side by side in the code, further
languages in files beside it (``languages/<code>.json``: English to that language)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from thousandfold_core.exercise import Words as CoreWords

FOLDER = "languages"


@cache
def in_other_languages() -> dict[str, dict[str, str]]:
    """By English text, that text in each further language; read once, some 120 KB in all."""
    found: dict[str, dict[str, str]] = {}
    for file in files(__package__).joinpath(FOLDER).iterdir():
        code, _, kind = file.name.partition(".")
        if kind == "json":
            for english, text in json.loads(file.read_text(encoding="utf-8")).items():
                found.setdefault(english, {})[code] = text
    return found


@dataclass(frozen=True)
class Words(CoreWords):
    """A text of ours. What a person wrote is :meth:`as_given` and is never translated."""

    def to(self, language: str) -> str:
        """Return the text in ``language``; English when it is not there.

        The further languages are looked for only when one is asked for.
        """
        if language.split("-")[0].lower() in ("en", "es"):
            return super().to(language)
        return in_other_languages().get(self.en, {}).get(language) or super().to(language)

    @classmethod
    def as_given(cls, text: str) -> CoreWords:  # type: ignore[override]
        """A person's own words: the same in every language."""
        return CoreWords.as_given(text)

    def languages(self) -> frozenset[str]:
        """The languages in which this text is present."""
        return super().languages() | in_other_languages().get(self.en, {}).keys()
