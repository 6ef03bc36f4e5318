# SPDX-License-Identifier: Apache-2.0
"""Blocks: ids present, well-formed and unique; kinds known; facts of law not too old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from thousandfold_core.curricula.blocks import ID, Block, Document
from thousandfold_core.curricula.findings import Finding, finding
from thousandfold_core.curricula.package import Package, path_of

ACTIVITY_KINDS = ("step", "facilitator", "participant", "safety", "paper", "debrief", "access")
PROGRAMME_KINDS = ("arc", "agreements", "staffing")
KNOWN = {
    "programme": PROGRAMME_KINDS + ACTIVITY_KINDS,
    "activity": ACTIVITY_KINDS,
    "handout": ACTIVITY_KINDS,
}
FACTS_KEEP = timedelta(days=365)


def lint_blocks(package: Package, *, today: date | None = None) -> Iterator[Finding]:
    """Yield what is wrong with blocks. Without ``today`` the age of facts is not looked at."""
    for kind, prefix, documents in package.documents():
        for language, document in documents.items():
            path = path_of(prefix, language)
            yield from _ids(document, path)
            yield from _kinds(document, path, KNOWN[kind])
            if language == package.source:
                yield from _expected(document, path, kind)
                yield from _facts(document, path, today)


def _ids(document: Document, path: str) -> Iterator[Finding]:
    """Yield blocks whose id is missing, malformed or used before."""
    seen: set[str] = set()
    for block in document.blocks:
        if not block.id:
            yield finding("block-id-missing", path, block.line, kind=block.kind)
        elif not ID.fullmatch(block.id):
            yield finding("block-id-wrong", path, block.line, id=block.id)
        elif block.id in seen:
            yield finding("block-id-twice", path, block.line, id=block.id)
        seen.add(block.id)


def _kinds(document: Document, path: str, known: tuple[str, ...]) -> Iterator[Finding]:
    """Yield blocks of a kind that nobody knows."""
    for block in document.blocks:
        if block.kind not in known:
            yield finding("block-kind-unknown", path, block.line, kind=block.kind)


def _expected(document: Document, path: str, kind: str) -> Iterator[Finding]:
    """Yield kinds that a document of its sort should have and does not."""
    if kind == "programme":
        for each in PROGRAMME_KINDS:
            if not document.of_kind(each):
                yield finding("programme-block-missing", path, 0, kind=each)
    if kind == "handout" and not document.of_kind("paper"):
        yield finding("handout-empty", path)
    if kind == "activity":
        yield from _steps(document, path)


def _steps(document: Document, path: str) -> Iterator[Finding]:
    """Yield steps without minutes, and an activity without steps."""
    steps = document.of_kind("step")
    if not steps:
        yield finding("steps-missing", path)
    for step in steps:
        if not step.minutes:
            yield finding("step-minutes-missing", path, step.line, id=step.id)


def _facts(document: Document, path: str, today: date | None) -> Iterator[Finding]:
    """Yield facts of law or place that nobody has confirmed for a year."""
    for block in document.blocks:
        if block.get("as_of"):
            yield from _fact(block, path, today)


def _fact(block: Block, path: str, today: date | None) -> Iterator[Finding]:
    """Yield a date that is none, or too old."""
    as_of = block.get("as_of")
    try:
        then = date.fromisoformat(as_of)
    except ValueError:
        yield finding("facts-date-wrong", path, block.line, as_of=as_of)
        return
    if today and today - then > FACTS_KEEP:
        yield finding("facts-old", path, block.line, id=block.id, as_of=as_of)
