# SPDX-License-Identifier: Apache-2.0
"""Writing the source's digests into a translation that has just been read against it."""

from __future__ import annotations

from dataclasses import replace

from thousandfold_core.curricula.blocks import Block, Document, Prose, with_attr, write_document
from thousandfold_core.curricula.digest import block_digest, words_digest
from thousandfold_core.curricula.frontmatter import with_key
from thousandfold_core.curricula.package import Package, path_of
from thousandfold_core.errors import Refusal


class NothingToStamp(Refusal):
    """A language without a translation in this package."""

    code = "nothing-to-stamp"
    text = "{language} is no translation in this package; there are: {languages}."


def stamped(document: Document, source: Document) -> Document:
    """Return a translation whose blocks all say that they render the source as it is now.

    Blocks that the source does not have, or that have no id, stay as they are.
    """

    def renewed(piece: Prose | Block) -> Prose | Block:
        if isinstance(piece, Prose) or not piece.id:
            return piece
        original = source.block(piece.id)
        return with_attr(piece, "of", block_digest(original)) if original else piece

    front = document.front
    if front.present:
        front = with_key(front, "of", words_digest(source.front))
    return replace(document, front=front, pieces=tuple(renewed(each) for each in document.pieces))


def stamp(package: Package, language: str) -> dict[str, str]:
    """Return the files (path -> text) that change when a translation is declared fresh.

    Only say so after someone has read it: from then on it counts as fresh.
    Raises ``NothingToStamp`` for the source language or one that is not there.
    """
    changed, seen = {}, False
    for _, prefix, documents in package.documents():
        source, translation = documents.get(package.source), documents.get(language)
        if source is None or translation is None or language == package.source:
            continue
        seen = True
        text = write_document(stamped(translation, source))
        path = path_of(prefix, language)
        if text != package.files[path]:
            changed[path] = text
    if not seen:
        others = ", ".join(each for each in package.languages if each != package.source)
        raise NothingToStamp(language=language, languages=others or "none")
    return changed
