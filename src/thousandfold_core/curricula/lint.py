# SPDX-License-Identifier: Apache-2.0
"""The linter: everything that can be known about a package without trying it in a room."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from thousandfold_core.curricula.findings import Finding, in_order
from thousandfold_core.curricula.lint_agenda import lint_agenda
from thousandfold_core.curricula.lint_blocks import lint_blocks
from thousandfold_core.curricula.lint_core import lint_core
from thousandfold_core.curricula.lint_flow import lint_flow
from thousandfold_core.curricula.lint_handouts import lint_handouts
from thousandfold_core.curricula.lint_languages import lint_languages
from thousandfold_core.curricula.lint_licences import lint_licences
from thousandfold_core.curricula.lint_places import lint_places
from thousandfold_core.curricula.lint_words import lint_words
from thousandfold_core.curricula.package import Package


def lint(
    package: Package,
    *,
    known_exercises: Collection[str] | None = None,
    today: date | None = None,
) -> tuple[Finding, ...]:
    """Return every finding about a package, by file and line.

    ``known_exercises`` are the ids of installed exercises, without a version;
    None leaves that question out. ``today`` dates the facts; None leaves their
    age out. Linear in the size of the texts.
    """
    return in_order(
        [
            *package.findings,
            *lint_places(package),
            *lint_blocks(package, today=today),
            *lint_languages(package),
            *lint_agenda(package),
            *lint_flow(package),
            *lint_handouts(package),
            *lint_core(package, known_exercises=known_exercises),
            *lint_words(package),
            *lint_licences(package),
        ]
    )
