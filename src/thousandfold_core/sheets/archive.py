# SPDX-License-Identifier: Apache-2.0
"""Looking into a workbook's zip before anything in it is unpacked.

Sizes are judged from the directory alone (trust row IN-4); then the parts a list needs
are copied into a fresh, plain archive, so that the reader sees only what was checked:
no macros, no links to other files, no pictures, no second copy of a part.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from thousandfold_core.sheets.limits import MAX_DIRECTORY, MAX_PARTS, MAX_RATIO, MAX_UNPACKED
from thousandfold_core.sheets.refusals import (
    FILE_KINDS,
    Damaged,
    ExpandsTooMuch,
    HasPassword,
    IsAnotherKind,
    IsOldWorkbook,
    IsZip,
)

_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_ENCRYPTED = 0x1
_STORED_OR_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LEFT_OUT = ("xl/externallinks/", "xl/media/", "xl/drawings/", "xl/charts/", "xl/embeddings/")
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)

Parts = dict[str, bytes]


def open_parts(data: bytes, name: str) -> Parts:
    """Return the parts of an XLSX workbook that a list needs, by name.

    Raises :class:`ExpandsTooMuch` before unpacking anything, :class:`Damaged`,
    :class:`HasPassword`, or says which other kind of zip it is.
    """
    _check_directory(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_sizes(members, len(data), name)
            _check_kind(archive, name)
            return {m.filename: archive.read(m) for m in members if _needed(m.filename)}
    except _FAULTS:
        raise Damaged(name=name) from None


def all_names(data: bytes) -> list[str]:
    """Return the lower-case names of every part of a workbook already checked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [part.lower() for part in archive.namelist()]


def packed(parts: Parts) -> bytes:
    """Return the parts as a plain, uncompressed zip."""
    fresh = io.BytesIO()
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_STORED) as archive:
        for part, body in parts.items():
            archive.writestr(zipfile.ZipInfo(part), body)
    return fresh.getvalue()


def _check_directory(data: bytes, name: str) -> None:
    """Refuse a directory of absurd length before Python lists it."""
    place = data.rfind(_END, max(0, len(data) - 65_557))
    if place < 0 or len(data) < place + 22:
        raise Damaged(name=name)
    entries, size = struct.unpack_from("<HL", data, place + 10)
    large = entries > MAX_PARTS or size > MAX_DIRECTORY
    if large or data.rfind(_END_64, max(0, place - 20), place) >= 0:
        raise ExpandsTooMuch(name=name)


def _check_sizes(members: list[zipfile.ZipInfo], weight: int, name: str) -> None:
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise HasPassword(name=name)
    total = sum(member.file_size for member in members)
    if len(members) > MAX_PARTS or total > MAX_UNPACKED or total > weight * MAX_RATIO:
        raise ExpandsTooMuch(name=name)
    odd = [m for m in members if m.compress_type not in _STORED_OR_DEFLATED]
    if odd or len({member.filename.lower() for member in members}) < len(members):
        raise Damaged(name=name)


def _check_kind(archive: zipfile.ZipFile, name: str) -> None:
    names = {part.lower() for part in archive.namelist()}
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise IsOldWorkbook(name=name, kind=FILE_KINDS["xlsb"])
    if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype")[:100]:
        raise IsOldWorkbook(name=name, kind=FILE_KINDS["ods"])
    if any(part.startswith("index/") or part == "index.zip" for part in names):
        raise IsOldWorkbook(name=name, kind=FILE_KINDS["numbers"])
    for folder, kind in (("word/", FILE_KINDS["word"]), ("ppt/", FILE_KINDS["slides"])):
        if any(part.startswith(folder) for part in names):
            raise IsAnotherKind(name=name, kind=kind)
    raise IsZip(name=name)


def _needed(part: str) -> bool:
    small = part.lower()
    inside = small.startswith("xl/") or small in ("[content_types].xml", "_rels/.rels")
    return inside and small.endswith((".xml", ".rels")) and not small.startswith(_LEFT_OUT)
