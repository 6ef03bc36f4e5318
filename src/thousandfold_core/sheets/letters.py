# SPDX-License-Identifier: Apache-2.0
"""From bytes to letters: UTF-8, UTF-16 either way round, and a stated guess for the rest."""

from __future__ import annotations

import codecs
import re

from thousandfold_core.sheets.cleaning import CONTROLS, drop_controls
from thousandfold_core.sheets.notes import Note, note
from thousandfold_core.sheets.refusals import CutShort, NotText, UnknownLetters

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# More than one control character in this many letters is not a table typed by people.
ONE_CONTROL_IN = 20
FEW = 3  # control characters that even a tiny file may hold
# What UTF-8 letters look like when they were once read as Windows Western.
_GARBLED = re.compile("[ÃÂ][\u0080-\u00bf]|â€[™œ\u009d˜“”]")
_ONE_BYTE = re.compile("[\udc80-\udcff]")


def read_letters(data: bytes, name: str) -> tuple[str, str, list[Note]]:
    """Return the text, the name of its encoding and notes on what had to be guessed.

    Raises :class:`NotText`, :class:`CutShort` or :class:`UnknownLetters`.
    """
    text, encoding, notes = _decoded(data, name)
    _refuse_binary(text, name)
    if CONTROLS.search(text):
        notes.append(note("nul-removed", lines=_lines_with(CONTROLS, text)))
        text = drop_controls(text)
    if _GARBLED.search(text):
        notes.append(note("letters-garbled", lines=_lines_with(_GARBLED, text)))
    return text, encoding, notes


def _decoded(data: bytes, name: str) -> tuple[str, str, list[Note]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, name)
    wide = _wide_without_mark(data)
    if wide:
        return _marked(data, wide, name)
    try:
        return data.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError:
        return _guessed(data, name)


def _marked(data: bytes, encoding: str, name: str) -> tuple[str, str, list[Note]]:
    try:
        return data.decode(encoding), encoding, []
    except UnicodeDecodeError as fault:
        if encoding == "utf-8":
            return _guessed(data, name)
        kind = CutShort if fault.end >= len(data) else UnknownLetters
        raise kind(name=name) from None


def _wide_without_mark(data: bytes) -> str | None:
    """Return the UTF-16 order when NULs fill nearly only the even or only the odd places."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if even + odd < max(4, len(data) // 20):
        return None
    if odd > 20 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 20 * odd else None


def _guessed(data: bytes, name: str) -> tuple[str, str, list[Note]]:
    """Windows Western; or UTF-8 with single stray bytes in it, each read as Windows Western."""
    marked = data.decode("utf-8", "surrogateescape")
    stray = len(_ONE_BYTE.findall(marked))
    true_letters = sum(ord(letter) > 0x7F for letter in marked) - stray
    try:
        if true_letters > stray:
            text = _ONE_BYTE.sub(_western, marked)
            return text, "utf-8", [note("encoding-mixed", lines=_lines_with(_ONE_BYTE, marked))]
        return data.decode("cp1252"), "cp1252", [note("encoding-guessed")]
    except UnicodeDecodeError:
        # Pure control soup is a binary file; anything else is letters we do not know.
        _refuse_binary(_ONE_BYTE.sub("", marked), name)
        raise UnknownLetters(name=name) from None


def _western(byte: re.Match[str]) -> str:
    return byte[0].encode("utf-8", "surrogateescape").decode("cp1252")


def _refuse_binary(text: str, name: str) -> None:
    controls = len(CONTROLS.findall(text))
    if controls > FEW and controls * ONE_CONTROL_IN > len(text):
        raise NotText(name=name)


def _lines_with(pattern: re.Pattern[str], text: str) -> tuple[int, ...]:
    """Return the numbers of the lines that hold the pattern (CR, LF and CRLF end a line)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(number for number, line in enumerate(lines, 1) if pattern.search(line))
