# SPDX-License-Identifier: Apache-2.0
"""Languages: every text in each language, block by block, and fresh."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from thousandfold_core.curricula.blocks import Document
from thousandfold_core.curricula.catalogue import FRONT_MATTER
from thousandfold_core.curricula.digest import block_digest, words_digest
from thousandfold_core.curricula.findings import Finding, finding
from thousandfold_core.curricula.package import Package, Words, path_of
from thousandfold_core.curricula.reading import MANIFEST, aim_texts

#: Front matter that a translator writes anew; the rest must agree with the source.
TRANSLATED = ("title", "materials", "aims", "formats", "of")


def lint_languages(package: Package) -> Iterator[Finding]:
    """Yield missing, mismatched, unstamped and stale translations."""
    if package.languages and package.source not in package.languages:
        yield finding("source-undeclared", MANIFEST, 0, language=package.source)
    yield from _titles(package)
    for kind, prefix, documents in package.documents():
        yield from _presence(package, prefix, documents)
        source = documents.get(package.source)
        for language, document in documents.items():
            if source is None or language == package.source:
                continue
            path = path_of(prefix, language)
            fresh = (*_front(document, source, path, kind), *_blocks(document, source, path))
            yield from _gathered(document, path, fresh)


def _gathered(document: Document, path: str, found: tuple[Finding, ...]) -> Iterator[Finding]:
    """Yield the findings; in a file that was never stamped, one instead of one a block."""
    stamps = [document.front.data.get("of"), *(block.get("of") for block in document.blocks)]
    if any(stamps) or not document.blocks:
        yield from found
        return
    yield from (each for each in found if each.code != "translation-unstamped")
    yield finding("translation-never-stamped", path)


def _presence(
    package: Package, prefix: str, documents: Mapping[str, Document]
) -> Iterator[Finding]:
    """Yield languages that a document lacks, or has without being asked."""
    for language in dict.fromkeys((package.source, *package.languages)):
        if language not in documents:
            path = path_of(prefix, language)
            yield finding("language-missing", path, 0, language=language, path=path)
    for language in documents:
        if package.languages and language not in package.languages:
            yield finding("language-undeclared", path_of(prefix, language), 0, language=language)


def _titles(package: Package) -> Iterator[Finding]:
    """Yield titles in package.toml and sessions that lack a language."""
    titles: list[tuple[str, int, Words]] = [(MANIFEST, 0, package.title)] if package.title else []
    for session in package.sessions:
        titles.append((session.path, 0, session.title))
        for day in session.days:
            titles.append((session.path, day.line, day.title))
            titles += [(session.path, item.line, item.title) for item in day.items if item.title]
    for path, line, words in titles:
        for language in package.languages:
            if not words.get(language):
                yield finding("title-missing", path, line, language=language)


def _front(document: Document, source: Document, path: str, kind: str) -> Iterator[Finding]:
    """Yield front matter that disagrees with the source's or has fallen behind it."""
    there, here = source.front.data, document.front.data
    for key, value in here.items():
        if key in there and key not in TRANSLATED and value != there[key]:
            line = document.front.line_of(key)
            yield finding(
                "translation-differs", path, line, key=key, found=value, wanted=there[key]
            )
    if kind == "programme":
        yield from _aims(document, source, path)
    if document.front.present:
        yield from _freshness(here.get("of", ""), words_digest(source.front), path, 1, FRONT_MATTER)


def _aims(document: Document, source: Document, path: str) -> Iterator[Finding]:
    """Yield aims that are in one language only."""
    differ = set(aim_texts(document)) ^ set(aim_texts(source))
    if differ:
        line = document.front.line_of("aims")
        yield finding("aims-differ", path, line, ids=", ".join(sorted(differ)))


def _blocks(document: Document, source: Document, path: str) -> Iterator[Finding]:
    """Yield blocks that are missing, extra, of another kind, unstamped or stale."""
    for original in source.blocks:
        if original.id and not document.block(original.id):
            yield finding("block-untranslated", path, 0, kind=original.kind, id=original.id)
    for block in document.blocks:
        original = source.block(block.id) if block.id else None
        if original is None:
            if block.id:
                yield finding("block-extra", path, block.line, id=block.id)
            continue
        if block.kind != original.kind:
            params = {"id": block.id, "found": block.kind, "wanted": original.kind}
            yield finding("block-kind-differs", path, block.line, **params)
        for key, value in block.attrs:
            wanted = original.get(key, value)
            if key != "of" and value != wanted:
                params = {"key": key, "found": value, "wanted": wanted}
                yield finding("translation-differs", path, block.line, **params)
        digest = block_digest(original)
        yield from _freshness(block.get("of"), digest, path, block.line, block.id)


def _freshness(of: str, digest: str, path: str, line: int, name: str) -> Iterator[Finding]:
    """Yield a translation that does not fit its source's digest."""
    if not of:
        yield finding("translation-unstamped", path, line, id=name)
    elif of != digest:
        yield finding("translation-stale", path, line, id=name)
