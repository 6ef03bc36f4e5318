# SPDX-License-Identifier: Apache-2.0
"""Files that cannot be read, each with one sentence that says what to do."""

from __future__ import annotations

from thousandfold_core.errors import Refusal

#: What a file can be that is no list, in the words of the refusals (their value ``kind``).
FILE_KINDS = {
    "picture": "a picture",
    "pdf": "a PDF",
    "text": "a text document",
    "compressed": "a compressed file",
    "database": "a database",
    "data": "a data file",
    "card": "an address card",
    "program": "a program",
    "sound": "a sound recording",
    "film": "a film or recording",
    "old-word": "an old Word document",
    "old-excel": "an old Excel workbook (.xls)",
    "old-office": "an old Office file",
    "markup": "a web page or XML file",
    "json": "a JSON file",
    "xlsb": "a binary workbook (.xlsb)",
    "ods": "an OpenDocument spreadsheet (.ods)",
    "numbers": "an Apple Numbers file",
    "word": "a Word document",
    "slides": "a slide show",
}


class UnreadableSheet(Refusal):
    """Base of every refusal to read a file.

    Params always hold ``name``, the file's name without its folders, as text.
    """

    code = "sheet-unreadable"
    text = "“{name}” cannot be read: save the list as .xlsx or .csv and choose that file."


class EmptyFile(UnreadableSheet):
    """Nothing at all is in the file, or only blanks, separators or a byte-order mark.

    Params: ``name``. Raised by ``read_sheet`` (trust row IN-3).
    """

    code = "sheet-empty"
    text = "“{name}” is empty: choose the file that holds your list."


class NoRows(UnreadableSheet):
    """There are headings and no row with content below them. Params: ``name``."""

    code = "sheet-no-rows"
    text = "“{name}” has a heading row but nobody under it: add the people and choose it again."


class TooLarge(UnreadableSheet):
    """The file weighs more than ``limits.MAX_BYTES``; its content is never looked at.

    Params: ``name``; ``limit``, whole megabytes (of 1024 × 1024 bytes).
    """

    code = "sheet-too-large"
    text = "“{name}” is larger than {limit} MB: split the list, or remove pictures from it."


class TooManyRows(UnreadableSheet):
    """More rows with content than ``limits.MAX_ROWS``; none of them is kept.

    Params: ``name``; ``limit``, rows without the heading.
    """

    code = "sheet-too-many-rows"
    text = "“{name}” has more than {limit:,} rows: split it into smaller files."


class TooManyColumns(UnreadableSheet):
    """More columns with content than ``limits.MAX_COLUMNS``; none of them is kept.

    Params: ``name``; ``count``, columns in the file; ``limit``, columns.
    """

    code = "sheet-too-many-columns"
    text = "“{name}” has {count:,} columns and we read at most {limit:,}: delete those not needed."


class CellTooLong(UnreadableSheet):
    """One cell holds more than ``limits.MAX_CELL``, what a spreadsheet program itself allows.

    Nothing is cut; the reader is told where. Params: ``name``; ``row`` as the
    spreadsheet counts it (from 1, headings included); ``limit``, letters.
    """

    code = "sheet-cell-too-long"
    text = (
        "“{name}”, row {row:,}: a cell holds more than {limit:,} letters, perhaps because a "
        "quotation mark is never closed: fix that row and choose the file again."
    )


class QuoteNotClosed(UnreadableSheet):
    """The text ends inside quotation marks, so later rows would be taken for one cell.

    Params: ``name``; ``row`` in which the mark opens, as the spreadsheet counts (RFC 4180, 2.5).
    """

    code = "sheet-quote-not-closed"
    text = (
        "“{name}”, row {row:,}: a quotation mark opens and is never closed: close it there "
        "and choose the file again."
    )


class CutShort(UnreadableSheet):
    """The bytes end inside a letter of two or four bytes: the file came incomplete.

    Params: ``name``.
    """

    code = "sheet-cut-short"
    text = "“{name}” stops in the middle of a letter, so part of it is lost: save or send it again."


class UnknownLetters(UnreadableSheet):
    """The bytes are text in none of the encodings that we read. Params: ``name``."""

    code = "sheet-unknown-letters"
    text = "“{name}” stores its letters in a way we do not know: save it as CSV UTF-8 or .xlsx."


class NotText(UnreadableSheet):
    """The bytes are neither text nor a kind of file that we can name. Params: ``name``."""

    code = "sheet-not-text"
    text = "“{name}” is not a spreadsheet, whatever its name says: save the list as .xlsx or .csv."


class IsAnotherKind(UnreadableSheet):
    """The content is a known kind of file that holds no list we can read.

    Told by the first bytes and never by the name. Params: ``name``; ``kind``, one of FILE_KINDS.
    """

    code = "sheet-another-kind"
    text = "“{name}” is {kind}, not a spreadsheet: save the list itself as .xlsx or .csv."


class IsOldWorkbook(UnreadableSheet):
    """A spreadsheet, but in a form that we do not open. Params: ``name``; ``kind`` (FILE_KINDS)."""

    code = "sheet-old-workbook"
    text = "“{name}” is {kind}: open it in your spreadsheet program and save it as .xlsx or .csv."


class IsZip(UnreadableSheet):
    """An archive in which no workbook was found. Params: ``name``."""

    code = "sheet-is-zip"
    text = "“{name}” is a zip archive: unpack it and choose the spreadsheet inside."


class HasPassword(UnreadableSheet):
    """A workbook or archive that is encrypted; we ask for no password. Params: ``name``."""

    code = "sheet-password"
    text = "“{name}” is protected by a password: remove the password, save it and choose it again."


class ExpandsTooMuch(UnreadableSheet):
    """Opening it would take far more memory or time than a list needs (trust row IN-4).

    Judged from the archive's directory before anything is unpacked, or by the limits of
    the process that reads. Params: ``name``.
    """

    code = "sheet-expands"
    text = (
        "“{name}” would unpack to far more than a list needs, so it was not opened: "
        "copy the list into a new workbook and choose that."
    )


class TabTooWide(UnreadableSheet):
    """A tab whose used area is larger than ``limits.MAX_GRID`` cells.

    Params: ``name``; ``row`` and ``column`` of the far corner, from 1.
    """

    code = "sheet-tab-too-wide"
    text = (
        "“{name}” has something far outside the list (down to row {row:,}, column {column:,}): "
        "copy just the list into a new workbook and choose that."
    )


class Damaged(UnreadableSheet):
    """A workbook that says it is one and cannot be opened. Params: ``name``."""

    code = "sheet-damaged"
    text = "“{name}” is damaged and cannot be opened: save it again, or save it as CSV."


class CellTooLongToWrite(Refusal):
    """A text longer than a workbook's cell takes; it is refused rather than cut.

    Raised by ``to_xlsx``. Params: ``length`` and ``limit``, letters.
    """

    code = "cell-too-long-to-write"
    text = "A text of {length:,} letters does not fit in a cell ({limit:,}): export as CSV instead."


class ForbiddenColumn(Refusal):
    """Somebody chose to read a column that Thousandfold never reads (trust section 3.1).

    Params: ``header``, the column's heading; ``reason``, the sentence why it is never read.
    """

    code = "column-forbidden"
    text = "“{header}” will not be read: {reason}"


class FieldTakenTwice(Refusal):
    """Two columns were chosen for one field, so that one would hide the other.

    Params: ``field``, the field's label; ``first`` and ``second``, the columns' headings.
    """

    code = "field-taken-twice"
    text = "“{field}” is chosen for both “{first}” and “{second}”: choose one of the two columns."


class UnknownChoice(Refusal):
    """A column is to be used for something that is neither a field nor a use.

    Params: ``choice`` as given; ``header``, the column's heading.
    """

    code = "column-choice-unknown"
    text = "“{choice}” is not something column “{header}” can be used for: choose from the list."


class UnknownPolicy(Refusal):
    """The way to settle differences is none of those there are.

    Params: ``policy`` as given. Raised by ``plan``.
    """

    code = "import-policy-unknown"
    text = "“{policy}” is not a way to settle differences: choose keep-existing or use-file."


class UnknownDecision(Refusal):
    """A decision about a row names a person or a row that is not there.

    Params: ``row`` as the spreadsheet counts it; ``decision`` as given. Raised by ``plan``.
    """

    code = "import-decision-unknown"
    text = "Row {row}: “{decision}” names nobody here: choose a person, new, or skip."
