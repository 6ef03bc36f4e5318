# SPDX-License-Identifier: Apache-2.0
"""What a check of a curriculum package can find, each with a code and a sentence.

The catalogue is the one place for the English wording; the site translates by
code. Nothing here decides anything: the ``lint_*`` modules do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from thousandfold_core.curricula.catalogue import CATALOGUE

#: From most to least serious. Only errors keep a package from being used.
LEVELS = ("error", "warning", "note")


@dataclass(frozen=True)
class Finding:
    """One fact about a package that its author should know.

    ``file`` is the path inside the package, ``line`` counts from 1 (0 = the
    file as a whole), ``params`` are the values named in ``text``.
    """

    level: str
    file: str
    line: int
    code: str
    params: dict[str, Any] = field(default_factory=dict, compare=False)
    text: str = ""

    def __str__(self) -> str:
        """Return the finding as compilers print them, so that editors can jump there."""
        return f"{self.file}:{self.line}: {self.level} {self.code}: {self.text}"


def finding(code: str, file: str, line: int = 0, /, **params: Any) -> Finding:
    """Return the finding ``code`` at a place. Raises KeyError for an unknown code."""
    level, text = CATALOGUE[code]
    return Finding(level, file, line, code, params, text.format(**params))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by file and line, each only once."""
    once = dict.fromkeys(findings)
    return tuple(sorted(once, key=lambda f: (f.file, f.line, LEVELS.index(f.level), f.code)))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Return whether any finding keeps the package from being used."""
    return any(each.level == "error" for each in findings)
