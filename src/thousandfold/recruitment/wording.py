# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sentences for what cannot be done in recruiting, and for what the core refuses there."""

from django.utils.translation import gettext_lazy as _

from thousandfold.base.refusals import add_phrases, add_wording
from thousandfold.recruitment.sayings import FILES, SHEETS
from thousandfold_core.sheets.notes import TEXTS

add_wording(
    {
        "call-sizes-cross": _(
            "The smallest size is larger than the largest. Change one of the two."
        ),
        "call-closes-before-it-opens": _(
            "The last day lies before the first day. Change one of the two."
        ),
        "call-not-open": _("This call takes no nominations now."),
        "call-already-open": _("This call is open already."),
        "call-already-closed": _("This call is closed already."),
        "call-decided": _("The cohort of this call is seated, so the call stays as it is."),
        "call-over": _("The last day of this call was {day}. Give it a later last day first."),
        "nomination-field-stays": _(
            "This cannot be taken out alone. Take yourself off the list, or have it all erased."
        ),
        "nomination-name-missing": _("Write the name of the person."),
        "nomination-closed": _("This nomination can no longer be changed."),
        "nomination-already-confirmed": _("This nomination is confirmed already."),
        "nomination-already-withdrawn": _("This nomination is withdrawn already."),
        "bulk-nothing-to-do": _(
            "Nothing to do: none of the rows you chose can be changed that way."
        ),
        "upload-expired": _(
            "This upload was kept for seven days and is gone. Choose the file again."
        ),
        "import-list-changed": _(
            "Somebody changed the list since you looked. Look at the new preview, then import."
        ),
        "import-nothing": _("There is nothing to import: no row would create or change anything."),
        "undo-too-late": _("This was done more than 30 days ago and stays."),
        "already-undone": _("This was undone already."),
        "cannot-merge": _("These two cannot be made one. Open both and look."),
        "already-on-committee": _("{name} is on this committee already."),
        "not-on-committee": _("You are not on the committee of this call."),
        "marks-locked": _("You locked your marks. Ask staff to open them again."),
        "points-outside": _("Give a score from 0 to 10, in whole or half points."),
        "marks-not-open": _(
            "Marks stay closed until everybody on the committee has locked theirs."
        ),
        "marks-already-open": _("The marks are open already."),
        "balance-column-unknown": _(
            "Nobody in the pool has that column. Choose one from the list."
        ),
        "no-composition": _("Compose a group first."),
        "reason-needed": _(
            "Your choice differs from the proposal. Write why, in a sentence, for those who ask."
        ),
        "cohort-already-seated": _("The cohort of this call is seated already."),
        "nobody-chosen": _("Choose at least one person."),
        "not-a-nominee": _(
            "One of the people chosen is not a nominee who can be seated. Look at the list again."
        ),
        "not-a-member-now": _("This person is not in the cohort now."),
        "rules-changed-since": _(
            "The balance was changed since this group was composed. Compose again first."
        ),
        "rule-not-found": _("That rule is no longer there."),
        "too-many-tries": _(
            "A lot has come from this network in a few minutes. Wait ten minutes and send it again."
        ),
        "sheet-unreadable": _(
            "“{name}” cannot be read: save the list as .xlsx or .csv and choose that file."
        ),
        "sheet-empty": _("“{name}” is empty: choose the file that holds your list."),
        "sheet-no-rows": _(
            "“{name}” has a heading row but nobody under it: add the people and choose it again."
        ),
        "sheet-too-large": _(
            "“{name}” is larger than {limit} MB: split the list, or remove pictures from it."
        ),
        "sheet-too-many-rows": _(
            "“{name}” has more than {limit:,} rows: split it into smaller files."
        ),
        "sheet-too-many-columns": _(
            "“{name}” has {count:,} columns and we read at most {limit:,}: delete those not needed."
        ),
        "sheet-cell-too-long": _(
            "“{name}”, row {row:,}: a cell holds more than {limit:,} letters, perhaps because a quotation mark is never closed: fix that row and choose the file again."
        ),
        "sheet-quote-not-closed": _(
            "“{name}”, row {row:,}: a quotation mark opens and is never closed: close it there and choose the file again."
        ),
        "sheet-cut-short": _(
            "“{name}” stops in the middle of a letter, so part of it is lost: save or send it again."
        ),
        "sheet-unknown-letters": _(
            "“{name}” stores its letters in a way we do not know: save it as CSV UTF-8 or .xlsx."
        ),
        "sheet-not-text": _(
            "“{name}” is not a spreadsheet, whatever its name says: save the list as .xlsx or .csv."
        ),
        "sheet-another-kind": _(
            "“{name}” is {kind}, not a spreadsheet: save the list itself as .xlsx or .csv."
        ),
        "sheet-old-workbook": _(
            "“{name}” is {kind}: open it in your spreadsheet program and save it as .xlsx or .csv."
        ),
        "sheet-is-zip": _(
            "“{name}” is a zip archive: unpack it and choose the spreadsheet inside."
        ),
        "sheet-password": _(
            "“{name}” is protected by a password: remove the password, save it and choose it again."
        ),
        "sheet-expands": _(
            "“{name}” would unpack to far more than a list needs, so it was not opened: copy the list into a new workbook and choose that."
        ),
        "sheet-tab-too-wide": _(
            "“{name}” has something far outside the list (down to row {row:,}, column {column:,}): copy just the list into a new workbook and choose that."
        ),
        "sheet-damaged": _(
            "“{name}” is damaged and cannot be opened: save it again, or save it as CSV."
        ),
        "cell-too-long-to-write": _(
            "A text of {length:,} letters does not fit in a cell ({limit:,}): export as CSV instead."
        ),
        "column-forbidden": _("“{header}” will not be read: {reason}"),
        "field-taken-twice": _(
            "“{field}” is chosen for both “{first}” and “{second}”: choose one of the two columns."
        ),
        "column-choice-unknown": _(
            "“{choice}” is not something column “{header}” can be used for: choose from the list."
        ),
        "import-policy-unknown": _(
            "“{policy}” is not a way to settle differences: choose keep-existing or use-file."
        ),
        "import-decision-unknown": _(
            "Row {row}: “{decision}” names nobody here: choose a person, new, or skip."
        ),
        "nobody-to-choose": _("There is nobody to choose from. Add people first."),
        "same-person-twice": _(
            "The id {person} is there twice. Give every person an id of their own."
        ),
        "bounds-cross": _(
            "A minimum of {minimum} does not go with a maximum of {maximum}. Give whole numbers from zero up, the minimum no larger than the maximum."
        ),
        "nobody-named": _(
            "A rule about people who go together or apart needs at least two different people."
        ),
        "person-not-in-pool": _(
            "A rule names {person}, who is not among the people. Correct the id or drop the rule."
        ),
        "band-outside": _(
            "A merit band of {band} makes no sense. Give a share from 0 to 1, such as 0.02."
        ),
        "too-hard": _(
            "These rules are too hard to decide in reasonable time. Use fewer or wider rules."
        ),
        "rules-contradict": _("These rules cannot all be kept at once."),
    }
)

add_phrases("kind", FILES)
# Why a column is never read: the core's own sentence, which has no places to fill.
add_phrases(
    "reason", {TEXTS[code]: text for code, text in SHEETS.items() if code.startswith("never-")}
)
