# SPDX-License-Identifier: Apache-2.0
"""Digests: of a package, so that a run can pin it; of a block, so that a stale
translation can be told.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from typing import Any

from thousandfold_core.curricula.blocks import Block
from thousandfold_core.curricula.frontmatter import FrontMatter

SHORT = 8


def normalised(text: str) -> str:
    """Return ``text`` without the differences that no reader sees.

    Unicode NFC, ``\\n`` ends, no blanks at the ends of lines, no blank lines
    before or after.
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def text_digest(text: str) -> str:
    """Return the first 8 hex digits of the SHA-256 of the normalised text."""
    return hashlib.sha256(normalised(text).encode("utf-8")).hexdigest()[:SHORT]


def block_digest(block: Block) -> str:
    """Return the digest that a translation of this block carries as ``of``.

    Only the words count: changing a step's minutes makes no translation stale.
    """
    return text_digest(block.body)


def words_digest(front: FrontMatter) -> str:
    """Return the digest of the words in a front matter: title, materials, aims' texts."""
    return text_digest("\n".join(_words(front.data)))


def _words(data: Mapping[str, Any]) -> list[str]:
    """List the strings of a front matter that a translator translates."""
    materials = data.get("materials")
    aims = data.get("aims")
    return [
        str(data.get("title", "")),
        *(str(each) for each in (materials if isinstance(materials, list) else ())),
        *(
            str(aim.get("text", ""))
            for aim in (aims if isinstance(aims, list) else ())
            if isinstance(aim, dict)
        ),
    ]


def content_digest(files: Mapping[str, str]) -> str:
    """Return the SHA-256 (64 hex digits) of a package's files, paths included.

    The same for a folder and its zip, and on systems with other line ends.
    Linear in the size of the texts.
    """
    whole = hashlib.sha256()
    for path in sorted(files):
        text = files[path].replace("\r\n", "\n").encode("utf-8")
        whole.update(f"{path}\x00{len(text)}\x00".encode())
        whole.update(text)
    return whole.hexdigest()
