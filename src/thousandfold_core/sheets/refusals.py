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
    """Base of every refusal to read a file. Params always hold ``name`` (the file's)."""

    code = "sheet-unreadable"
    text = "“{name}” cannot be read: save the list as .xlsx or .csv and choose that file."


class EmptyFile(UnreadableSheet):
    code = "sheet-empty"
    text = "“{name}” is empty: choose the file that holds your list."


class NoRows(UnreadableSheet):
    code = "sheet-no-rows"
    text = "“{name}” has a heading row but nobody under it: add the people and choose it again."


class TooLarge(UnreadableSheet):
    code = "sheet-too-large"
    text = "“{name}” is larger than {limit} MB: split the list, or remove pictures from it."


class TooManyRows(UnreadableSheet):
    code = "sheet-too-many-rows"
    text = "“{name}” has more than {limit:,} rows: split it into smaller files."


class TooManyColumns(UnreadableSheet):
    code = "sheet-too-many-columns"
    text = "“{name}” has {count:,} columns and we read at most {limit:,}: delete those not needed."


class CellTooLong(UnreadableSheet):
    code = "sheet-cell-too-long"
    text = (
        "“{name}”, row {row:,}: a cell holds more than {limit:,} letters, perhaps because a "
        "quotation mark is never closed: fix that row and choose the file again."
    )


class QuoteNotClosed(UnreadableSheet):
    code = "sheet-quote-not-closed"
    text = (
        "“{name}”, row {row:,}: a quotation mark opens and is never closed: close it there "
        "and choose the file again."
    )


class CutShort(UnreadableSheet):
    code = "sheet-cut-short"
    text = "“{name}” stops in the middle of a letter, so part of it is lost: save or send it again."


class UnknownLetters(UnreadableSheet):
    code = "sheet-unknown-letters"
    text = "“{name}” stores its letters in a way we do not know: save it as CSV UTF-8 or .xlsx."


class NotText(UnreadableSheet):
    code = "sheet-not-text"
    text = "“{name}” is not a spreadsheet, whatever its name says: save the list as .xlsx or .csv."


class IsAnotherKind(UnreadableSheet):
    """The content is a known kind of file that holds no list we can read (``kind``)."""

    code = "sheet-another-kind"
    text = "“{name}” is {kind}, not a spreadsheet: save the list itself as .xlsx or .csv."


class IsOldWorkbook(UnreadableSheet):
    """A spreadsheet, but in a form we do not open (``kind``)."""

    code = "sheet-old-workbook"
    text = "“{name}” is {kind}: open it in your spreadsheet program and save it as .xlsx or .csv."


class IsZip(UnreadableSheet):
    code = "sheet-is-zip"
    text = "“{name}” is a zip archive: unpack it and choose the spreadsheet inside."


class HasPassword(UnreadableSheet):
    code = "sheet-password"
    text = "“{name}” is protected by a password: remove the password, save it and choose it again."


class ExpandsTooMuch(UnreadableSheet):
    code = "sheet-expands"
    text = (
        "“{name}” would unpack to far more than a list needs, so it was not opened: "
        "copy the list into a new workbook and choose that."
    )


class TabTooWide(UnreadableSheet):
    code = "sheet-tab-too-wide"
    text = (
        "“{name}” has something far outside the list (down to row {row:,}, column {column:,}): "
        "copy just the list into a new workbook and choose that."
    )


class Damaged(UnreadableSheet):
    code = "sheet-damaged"
    text = "“{name}” is damaged and cannot be opened: save it again, or save it as CSV."


class CellTooLongToWrite(Refusal):
    code = "cell-too-long-to-write"
    text = "A text of {length:,} letters does not fit in a cell ({limit:,}): export as CSV instead."


class ForbiddenColumn(Refusal):
    """Somebody chose to read a column that Thousandfold never reads."""

    code = "column-forbidden"
    text = "“{header}” will not be read: {reason}"


class FieldTakenTwice(Refusal):
    code = "field-taken-twice"
    text = "“{field}” is chosen for both “{first}” and “{second}”: choose one of the two columns."


class UnknownChoice(Refusal):
    code = "column-choice-unknown"
    text = "“{choice}” is not something column “{header}” can be used for: choose from the list."


class UnknownPolicy(Refusal):
    code = "import-policy-unknown"
    text = "“{policy}” is not a way to settle differences: choose keep-existing or use-file."


class UnknownDecision(Refusal):
    code = "import-decision-unknown"
    text = "Row {row}: “{decision}” names nobody here: choose a person, new, or skip."
