# SPDX-License-Identifier: Apache-2.0
"""Telling what a file is from what it holds, whatever its name says."""

from __future__ import annotations

import re

from thousandfold_core.sheets.limits import MAX_BYTES, MEGABYTE
from thousandfold_core.sheets.refusals import (
    FILE_KINDS,
    EmptyFile,
    HasPassword,
    IsAnotherKind,
    IsOldWorkbook,
    TooLarge,
)

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# First bytes that settle the matter, with the words used in the refusal.
KNOWN_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", FILE_KINDS["picture"]),
    (b"\xff\xd8\xff", FILE_KINDS["picture"]),
    (b"GIF87a", FILE_KINDS["picture"]),
    (b"GIF89a", FILE_KINDS["picture"]),
    (b"II*\x00", FILE_KINDS["picture"]),
    (b"MM\x00*", FILE_KINDS["picture"]),
    (b"%PDF-", FILE_KINDS["pdf"]),
    (b"{\\rtf", FILE_KINDS["text"]),
    (b"\x1f\x8b\x08", FILE_KINDS["compressed"]),
    (b"7z\xbc\xaf\x27\x1c", FILE_KINDS["compressed"]),
    (b"Rar!\x1a\x07", FILE_KINDS["compressed"]),
    (b"BZh9", FILE_KINDS["compressed"]),
    (b"\xfd7zXZ\x00", FILE_KINDS["compressed"]),
    (b"SQLite format 3\x00", FILE_KINDS["database"]),
    (b"MZ\x90\x00", FILE_KINDS["program"]),
    (b"\x7fELF", FILE_KINDS["program"]),
    (b"ID3\x03", FILE_KINDS["sound"]),
    (b"OggS\x00", FILE_KINDS["sound"]),
    (b"PAR1", FILE_KINDS["data"]),
    (b"BEGIN:VCARD", FILE_KINDS["card"]),
)
# Marks a few bytes in: (offset, bytes, words).
KNOWN_INNER: tuple[tuple[int, bytes, str], ...] = (
    (8, b"WEBP", FILE_KINDS["picture"]),
    (8, b"WAVE", FILE_KINDS["sound"]),
    (4, b"ftyphei", FILE_KINDS["picture"]),
    (4, b"ftypmif", FILE_KINDS["picture"]),
    (4, b"ftypavif", FILE_KINDS["picture"]),
    (4, b"ftyp", FILE_KINDS["film"]),
)
_MARKUP = re.compile(rb"^\s*<(?:!doctype html|html|head|body|table|meta|\?xml|svg)", re.IGNORECASE)
_JSON = re.compile(rb'^\s*(?:\{\s*"|\[\s*[\[{])')


def what_is(data: bytes, name: str) -> str:
    """Return ``"workbook"`` (a zip, to be looked into) or ``"text"``.

    Raises :class:`EmptyFile`, :class:`TooLarge`, :class:`IsAnotherKind`,
    :class:`IsOldWorkbook` or :class:`HasPassword` by the first bytes alone.
    """
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise EmptyFile(name=name)
    if len(data) > MAX_BYTES:
        raise TooLarge(name=name, limit=MAX_BYTES // MEGABYTE)
    if data.startswith((ZIP, EMPTY_ZIP)):
        return "workbook"
    _refuse_old_office(data, name)
    _refuse_known(data, name)
    return "text"


def _refuse_old_office(data: bytes, name: str) -> None:
    """The old Office container names its streams in UTF-16; a locked XLSX is one of them."""
    if not data.startswith(OLE):
        return
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise HasPassword(name=name)
    if "WordDocument".encode("utf-16-le") in data:
        raise IsAnotherKind(name=name, kind=FILE_KINDS["old-word"])
    if any(stream.encode("utf-16-le") in data for stream in ("Workbook", "Book")):
        raise IsOldWorkbook(name=name, kind=FILE_KINDS["old-excel"])
    raise IsAnotherKind(name=name, kind=FILE_KINDS["old-office"])


def _refuse_known(data: bytes, name: str) -> None:
    for start, kind in KNOWN_STARTS:
        if data.startswith(start):
            raise IsAnotherKind(name=name, kind=kind)
    for offset, mark, kind in KNOWN_INNER:
        # Such files hold NUL early; a table that happens to hold these letters does not.
        if data[offset : offset + len(mark)] == mark and b"\x00" in data[:64]:
            raise IsAnotherKind(name=name, kind=kind)
    if data.startswith(b"BM") and b"\x00" in data[:16]:
        raise IsAnotherKind(name=name, kind=FILE_KINDS["picture"])
    if _MARKUP.match(data[:1024].removeprefix(b"\xef\xbb\xbf")):
        raise IsOldWorkbook(name=name, kind=FILE_KINDS["markup"])
    if _JSON.match(data[:1024].removeprefix(b"\xef\xbb\xbf")):
        raise IsAnotherKind(name=name, kind=FILE_KINDS["json"])
