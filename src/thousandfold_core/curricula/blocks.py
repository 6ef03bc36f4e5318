# SPDX-License-Identifier: Apache-2.0
"""Fenced blocks with stable ids in Markdown, read and written back byte for byte.

``::: kind {#id key=value key="several words"}`` opens a block, ``:::`` alone
closes it. Everything else is prose and is kept as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from thousandfold_core.curricula.findings import Finding, finding
from thousandfold_core.curricula.frontmatter import FrontMatter, split_front_matter
from thousandfold_core.curricula.lines import bare, keep_lines

_OPENING = re.compile(r":::+[ \t]*(?P<kind>[^\s{:]+)[ \t]*(?:\{(?P<attrs>[^}]*)\})?(?P<after>.*)")
_CLOSING = re.compile(r":::+")
_ATTR = re.compile(
    r'\s*(?:#(?P<id>[^\s"=]+)|(?P<key>[\w.-]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+)))'
)
ID = re.compile(r"[a-z0-9][a-z0-9._-]*")


@dataclass(frozen=True)
class Prose:
    """Text outside any block."""

    raw: str
    line: int


@dataclass(frozen=True)
class Block:
    """One block. ``opening + body + closing`` is its text in the file.

    ``attrs`` holds the keys of its opening line in their order; ``id`` is empty
    when the block has none; ``line`` is the line of its opening.
    """

    kind: str
    id: str
    attrs: tuple[tuple[str, str], ...]
    opening: str
    body: str
    closing: str
    line: int

    @property
    def raw(self) -> str:
        """The block as it stands in its file."""
        return self.opening + self.body + self.closing

    @property
    def text(self) -> str:
        """The words of the block, without blank lines around them."""
        return self.body.strip("\r\n")

    def get(self, key: str, default: str = "") -> str:
        """Return the value of a key of the opening line."""
        return dict(self.attrs).get(key, default)

    @property
    def minutes(self) -> int | None:
        """The whole minutes of a step, or None when ``min`` is missing or no number."""
        value = self.get("min")
        return int(value) if value.isascii() and value.isdigit() else None


@dataclass(frozen=True)
class Document:
    """A Markdown file: front matter, then prose and blocks in their order."""

    front: FrontMatter
    pieces: tuple[Prose | Block, ...]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks in their order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Block))

    def of_kind(self, *kinds: str) -> tuple[Block, ...]:
        """Return the blocks of the given kinds in their order."""
        return tuple(block for block in self.blocks if block.kind in kinds)

    def block(self, block_id: str) -> Block | None:
        """Return the first block with this id, or None."""
        return self._by_id.get(block_id)

    @cached_property
    def _by_id(self) -> dict[str, Block]:
        """The first block of each id."""
        return {block.id: block for block in reversed(self.blocks)}


def read_document(text: str, path: str) -> tuple[Document, list[Finding]]:
    """Read a whole file. ``write_document`` of the result gives ``text`` back."""
    front, rest, findings = split_front_matter(text, path)
    first = len(keep_lines(front.raw)) + 1
    pieces = tuple(_pieces(rest, path, first, findings))
    return Document(front, pieces), findings


def write_document(document: Document) -> str:
    """Return the file's text: what was not changed is unchanged to the byte."""
    return document.front.raw + "".join(piece.raw for piece in document.pieces)


def with_attr(block: Block, key: str, value: str) -> Block:
    """Return the block with one key of its opening line set; the rest is untouched.

    The block must have braces on its opening line, as every block with an id has.
    """
    start = block.opening.index("{") + 1
    inside = block.opening[start : block.opening.index("}")]
    setting = f'{key}="{value}"'
    for token in _tokens(inside):
        if token["key"] == key:
            changed = inside[: token.start("key")] + setting + inside[token.end() :]
            break
    else:
        changed = f"{inside} {setting}"
    opening = block.opening[:start] + changed + block.opening[start + len(inside) :]
    attrs = {**dict(block.attrs), key: value}
    return replace(block, attrs=tuple(attrs.items()), opening=opening)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield the id and the keys between the braces until something is unreadable."""
    at = 0
    while token := _ATTR.match(text, at):
        yield token
        at = token.end()


def _pieces(text: str, path: str, first: int, findings: list[Finding]) -> Iterator[Prose | Block]:
    """Yield prose and blocks; problems are added to ``findings``."""
    prose: list[str] = []
    lines = keep_lines(text)
    at = 0
    while at < len(lines):
        opening = _OPENING.fullmatch(bare(lines[at]))
        if not opening:
            if _CLOSING.fullmatch(bare(lines[at])):
                findings.append(finding("stray-closing", path, first + at))
            prose.append(lines[at])
            at += 1
            continue
        if prose:
            yield Prose("".join(prose), first + at - len(prose))
            prose = []
        block, length = _block(lines, at, opening, path, first + at, findings)
        yield block
        at += length
    if prose:
        yield Prose("".join(prose), first + at - len(prose))


def _block(
    lines: list[str],
    at: int,
    opening: re.Match[str],
    path: str,
    line: int,
    findings: list[Finding],
) -> tuple[Block, int]:
    """Return the block that opens at ``lines[at]`` and how many lines it takes."""
    kind = opening["kind"]
    attrs = _attributes(opening, path, line, findings)
    body: list[str] = []
    closing = ""
    for number in range(at + 1, len(lines)):
        each = lines[number]
        if _CLOSING.fullmatch(bare(each)):
            closing = each
            break
        if _OPENING.fullmatch(bare(each)):
            break
        body.append(each)
    if not closing:
        findings.append(finding("block-open", path, line, kind=kind))
    block_id = attrs.pop("#", "")
    block = Block(kind, block_id, tuple(attrs.items()), lines[at], "".join(body), closing, line)
    return block, 1 + len(body) + bool(closing)


def _attributes(
    opening: re.Match[str], path: str, line: int, findings: list[Finding]
) -> dict[str, str]:
    """Return the keys between the braces, the id under ``#``."""
    text, found, end = opening["attrs"] or "", {}, 0
    for token in _tokens(text):
        key = "#" if token["id"] else token["key"]
        if key in found:
            findings.append(finding("attribute-twice", path, line, key=key))
        found.setdefault(key, token["id"] or token["quoted"] or token["bare"] or "")
        end = token.end()
    rest = text[end:].strip() or opening["after"].strip()
    if rest:
        findings.append(finding("attributes-unreadable", path, line, rest=rest))
    return found
