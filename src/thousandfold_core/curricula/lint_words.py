# SPDX-License-Identifier: Apache-2.0
"""Words that participants read: plain enough (an estimate, for English only)."""

from __future__ import annotations

from collections.abc import Iterator

from thousandfold_core.curricula.findings import Finding, finding
from thousandfold_core.curricula.package import Package, path_of
from thousandfold_core.curricula.readability import grade

MOST = 8.0
#: Shorter texts swing too much for the estimate to mean anything.
FEWEST_WORDS = 30
READ_BY_PARTICIPANTS = ("participant", "paper")


def lint_words(package: Package) -> Iterator[Finding]:
    """Yield English participant and paper blocks above grade 8."""
    for _, prefix, documents in package.documents():
        if "en" not in documents:
            continue
        for block in documents["en"].of_kind(*READ_BY_PARTICIPANTS):
            found = grade(block.body)
            if found is not None and found > MOST and len(block.body.split()) >= FEWEST_WORDS:
                params = {"id": block.id, "grade": f"{found:.1f}"}
                yield finding("reading-level", path_of(prefix, "en"), block.line, **params)
