# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the core says about groups and spreadsheets, in the reader's language.

The core speaks in codes and values; the English here is the core's own, so that a
translator sees every sentence once. A test holds the two against each other.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: Sentences about groups, by code (thousandfold_core.selection.sentences).
GROUPS = {
    "rule-target": _("Between {minimum} and {maximum} {group}."),
    "rule-target-open": _("At least {minimum} {group}."),
    "rule-size": _("Between {minimum} and {maximum} people in all."),
    "rule-size-exact": _("Exactly {minimum} people in all."),
    "rule-organisation": _("At most {most} from any one organisation."),
    "rule-together": _("All or none of {people}."),
    "rule-apart": _("At most {limit} of {people}."),
    "rule-must": _("{person} must be in."),
    "rule-must-not": _("{person} must not be in."),
    "target-min": _("At least {limit} {group}."),
    "target-max": _("At most {limit} {group}."),
    "size-min": _("At least {limit} people in all."),
    "size-max": _("At most {limit} people in all."),
    "organisation-max": _("At most {limit} from {organisation}."),
    "short-target-one": _("That leaves one person too few {group}."),
    "short-target": _("That leaves {count} people too few {group}."),
    "over-target-one": _("That puts in one person too many {group}."),
    "over-target": _("That puts in {count} people too many {group}."),
    "short-size": _("That leaves the group {count} short of {limit} people."),
    "over-size": _("That makes the group {count} larger than {limit} people."),
    "over-organisation": _("That makes {count} too many from {organisation} (at most {limit})."),
    "split-together": _("That separates {people}, who go together."),
    "joined-apart": _("That puts {people} together, of whom at most {limit} may be in."),
    "missing-must": _("That leaves out {person}, who must be in."),
    "present-must-not": _("That brings in {person}, who must not be in."),
    "in-required": _("{person} is in because the rules cannot be met without this person."),
    "in-cost": _("{person} is in: without this person the best total falls by {cost}."),
    "in-equal": _("{person} is in by the draw: an equally good group exists without this person."),
    "out-impossible": _(
        "{person} is not in because no group that meets the rules has this person."
    ),
    "out-cost": _("{person} is not in: the best total with this person is {cost} lower."),
    "out-equal": _(
        "{person} is not in by the draw: an equally good group exists with this person."
    ),
    "in-other": _(
        "{person} is in by choice; without this person a total {cost} higher is possible."
    ),
    "out-other": _(
        "{person} is not in by choice; with this person a total {cost} higher is possible."
    ),
    "would-leave": _("{people} would leave."),
    "would-join": _("{people} would join."),
    "in-place-of": _("Take this person in place of {person}, who has the lower score:"),
    "scores-decide": _("Everyone chosen who could be exchanged has an equal or higher score."),
    "cohort-total": _(
        "{size} people, total score {total}: no group that meets the rules has more."
    ),
    "cohort-unscored": _("{size} people who meet every rule; without scores the draw decides."),
    "cohort-unproved": _("{size} people, total score {total}; a better group was not ruled out."),
    "cohort-drawn": _(
        "Where several groups are equally good, the seed decides, not the order of rows."
    ),
    "cohort-at-limit": _("At its limit: {rule}"),
    "unscored-as-zero": _("{count} people have no score; they count as zero."),
    "scores-stepped": _(
        "Scores are finer than can be compared exactly; steps of {step} were used."
    ),
    "trade-score": _("The total score is {cost} lower."),
    "trade-score-more": _("The total score is {gain} higher."),
    "trade-score-equal": _("The total score is the same."),
    "trade-more": _("{count} more {group}."),
    "trade-fewer": _("{count} fewer {group}."),
    "fact-target-supply": _("You ask for {limit} {group}; only {have} can be chosen."),
    "fact-size-supply": _("Only {have} people can be chosen; you ask for {limit}."),
    "fact-minimums": _(
        "The minimums for {feature} add up to {total}; the group has {limit} places."
    ),
    "fact-maximums": _("The maximums for {feature} allow {total} people; you ask for {limit}."),
    "fact-organisations": _(
        "With the caps on organisations only {have} can be in; you ask for {limit}."
    ),
    "fact-must-both": _("{person} must be in and must not be in."),
    "fact-must-many": _("{total} people must be in; the group has {limit} places."),
    "fact-must-apart": _("{people} must be in, but at most {limit} of them may be."),
    "change-target-min": _("Ask for {to} instead of {from_} {group}."),
    "change-target-max": _("Allow {to} instead of {from_} {group}."),
    "change-size-min": _("Accept {to} instead of {from_} people in all."),
    "change-size-max": _("Allow {to} instead of {from_} people in all."),
    "change-organisation-max": _("Allow {to} instead of {from_} from {organisation}."),
    "change-together": _("Let {people} be chosen separately."),
    "change-apart": _("Allow {to} instead of {from_} of {people}."),
    "change-must": _("Do not insist on {person}."),
    "change-must-not": _("Allow {person}."),
    "completed": _("{people} can step in; everyone else stays."),
    "complete-without": _("The group meets every rule without anyone new."),
    "not-completed": _("Nobody can step in within the rules while everyone else stays."),
    "unsafe": _("If {person} drops out, no one person can step in within the rules."),
}

#: The same about one person, where their name stands beside it already.
BESIDE = {
    "in-required": _("The rules cannot be met without this person."),
    "in-cost": _("Without this person the best total falls by {cost}."),
    "in-equal": _("By the draw: an equally good group exists without this person."),
    "out-impossible": _("No group that meets the rules has this person."),
    "out-cost": _("The best total with this person is {cost} lower."),
    "out-equal": _("By the draw: an equally good group exists with this person."),
    "in-other": _("By choice; without this person a total {cost} higher is possible."),
    "out-other": _("By choice; with this person a total {cost} higher is possible."),
}

#: Notes about spreadsheets, by code (thousandfold_core.sheets.notes).
SHEETS = {
    "encoding-guessed": _(
        "The file does not say how its letters are stored. We read them as Windows Western; if names look wrong, save the file as CSV UTF-8 and choose it again."
    ),
    "encoding-mixed": _(
        "The file mixes two ways of storing letters ({lines}). Check accents there."
    ),
    "letters-garbled": _(
        "Some letters look garbled ({lines}), as if the file was saved twice in different ways. Check them against the original."
    ),
    "nul-removed": _("Invisible NUL or control characters were removed ({lines})."),
    "short-rows": _(
        "Some rows have fewer cells than there are headings ({rows}); the missing cells are read as blank."
    ),
    "long-rows": _(
        "Some rows have more cells than there are headings ({rows}); they will be given back to you to fix."
    ),
    "quote-inside": _(
        "A quotation mark inside a cell was not doubled ({lines}). Check those rows."
    ),
    "blank-rows": _("Blank rows left out: {count}."),
    "blank-headings": _("Columns without a heading were named: {columns}."),
    "duplicate-headings": _("Headings that appear twice were numbered: {columns}."),
    "headings-look-like-people": _(
        "The first row looks like a person, not like headings. If so, add a row of headings above it and choose the file again."
    ),
    "title-rows": _("Title lines above the headings, left out: {count}."),
    "other-tabs": _("Only the tab “{tab}” was read. Not read: {others}."),
    "formulas": _("Cells with formulas: {count}. The result last saved in the file was taken."),
    "formulas-without-result": _(
        "Formulas without a saved result, read as blank: {count}. Open the workbook, save it, and choose it again."
    ),
    "error-cells": _("Cells that show an error such as #N/A, read as blank: {count}."),
    "merged-cells": _("Groups of merged cells: {count}. Only the first cell of each holds text."),
    "hidden-rows": _("Hidden or filtered rows, read like the others: {count}."),
    "macros-ignored": _("The workbook holds macros. They were not run and not kept."),
    "links-ignored": _("The workbook points at other files. They were not opened."),
    "matched-exactly": _("The heading is one we know."),
    "matched-nearly": _("The heading is close to “{name}”."),
    "matched-loosely": _("The heading resembles “{name}”. Please check."),
    "chosen": _("You chose this."),
    "second-column": _("“{other}” is already used for this. Choose one of the two."),
    "balance-suggested": _("It has {count} different answers: useful for balance."),
    "not-used": _("Not used unless you choose it."),
    "never-immigration": _("Thousandfold keeps nothing about immigration status or citizenship."),
    "never-birth-country": _("Thousandfold does not keep where a person was born."),
    "never-government-number": _(
        "Thousandfold keeps no social security, tax, passport or licence numbers."
    ),
    "never-birth-date": _("Thousandfold keeps no dates of birth; use a column of age groups."),
    "never-criminal-record": _("Thousandfold keeps nothing about arrests or convictions."),
    "never-party": _("Thousandfold does not keep a person's party."),
    "never-union-card": _("Thousandfold keeps no union card or membership numbers."),
    "never-address": _("Thousandfold keeps no home addresses; a town or district is enough."),
    "new-person": _("Nobody here matches this row."),
    "chosen-new": _("You said this is a new person."),
    "chosen-same": _("You said this is the same person."),
    "changes-found": _("Matched by {by}; details that change: {count}."),
    "nothing-new": _("Matched by {by}; nothing changes."),
    "kept-existing": _("Matched by {by}; what you have is kept, though the file says otherwise."),
    "nobody-named": _(
        "The row does not say who it is about: it has no name, e-mail, phone or number."
    ),
    "required-missing": _("“{field}” is missing."),
    "too-many-cells": _(
        "The row has more cells than there are headings; perhaps a comma inside a cell is not in quotation marks."
    ),
    "chosen-skip": _("You left this row out."),
    "looks-like": _("It looks like {others}. Say whether they are the same person."),
    "several-match": _("It fits more than one person: {others}. Say which one."),
    "unknown-id": _(
        "The number {value} belongs to nobody here; leave that cell blank to add a new person."
    ),
    "rows-merged": _("{rows} are about the same person and were read together."),
    "rows-disagree": _("{rows} disagree about “{field}”; “{kept}” was kept."),
    "value-left-out": _("“{field}” was left out: “{value}” is not a usable {kind}."),
    "same-contact": _("Shares an e-mail or phone with {others}; kept as two people."),
    "same-name": _("Has the same name as {others}, but other contact details; kept as two people."),
    "held-back": _("“{fields}”: not changed until you settle who {rows} may be."),
    "unusual-change": _(
        "Unusual: this file would change “{field}” for {count} of {of} people already here. Check that the right column is mapped."
    ),
    "many-alike": _(
        "More than {limit} rows share a name or part of one; each was compared with the first {limit} only."
    ),
}

#: What a file can be that is no list (thousandfold_core.sheets.refusals).
FILES = {
    "a picture": _("a picture"),
    "a PDF": _("a PDF"),
    "a text document": _("a text document"),
    "a compressed file": _("a compressed file"),
    "a database": _("a database"),
    "a data file": _("a data file"),
    "an address card": _("an address card"),
    "a program": _("a program"),
    "a sound recording": _("a sound recording"),
    "a film or recording": _("a film or recording"),
    "an old Word document": _("an old Word document"),
    "an old Excel workbook (.xls)": _("an old Excel workbook (.xls)"),
    "an old Office file": _("an old Office file"),
    "a web page or XML file": _("a web page or XML file"),
    "a JSON file": _("a JSON file"),
    "a binary workbook (.xlsb)": _("a binary workbook (.xlsb)"),
    "an OpenDocument spreadsheet (.ods)": _("an OpenDocument spreadsheet (.ods)"),
    "an Apple Numbers file": _("an Apple Numbers file"),
    "a Word document": _("a Word document"),
    "a slide show": _("a slide show"),
}
