# SPDX-License-Identifier: Apache-2.0
"""Every finding's code, level and English sentence. Each says what to do.

The site translates the sentences by code, and the phrases below by their English.
"""

from __future__ import annotations

#: code -> (level, sentence)
CATALOGUE: dict[str, tuple[str, str]] = {
    # reading
    "file-missing": ("error", "This file is missing. Add it."),
    "toml-unreadable": ("error", "This is not valid TOML: {why}."),
    "front-matter-missing": (
        "error",
        "The file does not begin with +++. Put its TOML between two +++ lines.",
    ),
    "front-matter-open": ("error", "The front matter is not closed. End it with a line +++."),
    "block-open": ("error", "This {kind} block is not closed. End it with a line :::."),
    "stray-closing": ("error", "This ::: closes no block. Remove it or add the opening."),
    "attributes-unreadable": (
        "error",
        'Cannot read "{rest}". Write {{#id key=value key="several words"}}.',
    ),
    "attribute-twice": ("error", "{key} is given twice. Keep one."),
    "key-missing": ("error", "{key} is missing. Add it."),
    "key-wrong": ("error", "{key} should be {wanted}."),
    "item-unclear": (
        "error",
        "Say one thing an item: an activity, a break, a meal, or only title and minutes.",
    ),
    "id-differs": ("error", "The id is {found}, but by its place it should be {wanted}."),
    "id-twice": ("error", "The id {id} is used twice. Ids are for one thing only."),
    "path-unknown": ("note", "This file has no place in a package. It is carried along as it is."),
    # blocks
    "block-id-missing": ("error", "This {kind} block has no id. Add {{#a-name}}."),
    "block-id-wrong": (
        "error",
        "The id {id} should be lower-case letters, digits, dots and dashes.",
    ),
    "block-id-twice": ("error", "The block id {id} is used twice in this file. Change one."),
    "block-kind-unknown": (
        "note",
        "{kind} is no kind of block that is known here. It is kept as it is.",
    ),
    "programme-block-missing": ("warning", "The programme has no {kind} block. Add one."),
    "handout-empty": ("error", "The handout has no paper block, so nothing of it would print."),
    "facts-old": (
        "warning",
        "The facts in {id} are as of {as_of}, more than a year ago. Check them.",
    ),
    "facts-date-wrong": ("error", "as_of should be a date such as 2025-06-30, not {as_of}."),
    # minutes and agenda
    "minutes-disorder": ("error", "The minutes should grow: min, typical, max."),
    "step-minutes-missing": ("error", "The step {id} has no min. Say its minutes."),
    "steps-too-long": (
        "error",
        "The steps take {steps} minutes, more than the activity's max of {max}.",
    ),
    "steps-over-typical": (
        "warning",
        "The steps take {steps} minutes, more than the typical {typical}.",
    ),
    "steps-missing": ("error", "The activity has no step. Add at least one."),
    "activity-unknown": ("error", "There is no activity {activity} in this package."),
    "activity-unused": ("note", "No session uses the activity {activity}."),
    "part-unknown": ("error", "The activity {activity} has no steps with part={part}."),
    "item-too-short": (
        "error",
        "{activity} has {minutes} minutes here and needs at least {least}.",
    ),
    "item-too-long": ("warning", "{activity} has {minutes} minutes here; {most} are the most."),
    "day-overruns": ("error", "The day ends at {real}, after {ends}. Shorten or move something."),
    "fixed-start-missed": (
        "error",
        "This should start at {at}, but what comes before lasts until {real}.",
    ),
    "break-owed": (
        "warning",
        "Until the end of this, {minutes} minutes go by without a pause of 10. "
        "Plan one within {most}.",
    ),
    "sessions-missing": ("error", "The package has no session. Add sessions/01-....toml."),
    "day-empty": ("error", "The day has no items. Add some or remove it."),
    # flow
    "need-unmet": ("error", "{activity} needs {need}, which nothing before it gives."),
    "debrief-missing": (
        "error",
        "{activity} is of high heat and has no debrief: add a debrief block, or an item "
        "after it on the same day that debriefs it.",
    ),
    "debrief-promised": ("error", "debrief is true, but there is no debrief block."),
    "debrief-unsaid": ("warning", "There is a debrief block, but debrief is not true."),
    "heat-together": (
        "error",
        "{first} and {second}, both of high heat, follow each other. Put something calm between.",
    ),
    "handout-missing": ("error", "The step {id} names the handout {name}, which is not there."),
    "handout-unused": ("note", "No step names the handout {name}."),
    "aim-unknown": ("error", "The programme has no aim {aim}."),
    "aim-untouched": ("warning", "No activity on the agenda works on the aim {aim}."),
    "tenet-unknown": ("warning", "No aim of the programme is under the tenet {tenet}."),
    "exercise-unknown": ("error", "There is no exercise {exercise} here."),
    # core
    "core-undeclared": ("error", "An activity on {exercise} must keep {rule} in its core."),
    "core-unknown": ("note", "Nothing here can check the core rule {rule}. People must."),
    "core-share-forced": (
        "error",
        "In the step {id} sharing is not left to people. Use reach=only_me and share=optional.",
    ),
    "core-share-unsaid": (
        "error",
        "The core keeps sharing optional, but no step says share=optional or share=none.",
    ),
    "core-never-revisited": (
        "error",
        "The core keeps that people come back to it, but the agenda plays it only once. "
        "Plan a return.",
    ),
    # words
    "reading-level": (
        "warning",
        "By an estimate (Flesch-Kincaid) {id} needs school grade {grade}; aim for 8 or lower. "
        "Shorten sentences, choose plainer words.",
    ),
    # licences
    "licence-missing": ("error", "The package names no licence. Add licence = to package.toml."),
    "licence-unknown": ("warning", "The licence {licence} is not known here; check it by hand."),
    "licence-clash": (
        "error",
        "{what} is under {inner}, which may not go into a package under {outer}.",
    ),
    "licence-text-missing": ("error", "LICENCE.md is missing. Add the text or a link to it."),
    "version-wrong": ("error", "The version {version} should be three numbers, such as 1.0.0."),
    "changes-silent": ("warning", "CHANGES.md does not mention version {version}."),
    # languages
    "language-missing": ("error", "The {language} text is missing. Add {path}."),
    "language-undeclared": ("warning", "The language {language} is not among the package's."),
    "source-undeclared": ("error", "The source language {language} is not among the languages."),
    "title-missing": ("error", "The title lacks its {language} words."),
    "block-untranslated": ("error", "The {kind} block {id} is missing here. Translate it."),
    "block-extra": ("error", "The source has no block {id}. Add it there or remove it here."),
    "block-kind-differs": ("error", "{id} is a {found} block here and a {wanted} block there."),
    "translation-differs": ("error", "{key} says {found} here and {wanted} in the source."),
    "translation-never-stamped": (
        "warning",
        "Nothing here says which source it translates. Read it against its source, then run stamp.",
    ),
    "translation-unstamped": (
        "warning",
        "{id} does not say which source it translates. Read it again, then run stamp.",
    ),
    "translation-stale": (
        "warning",
        "The source of {id} has changed since. Translate it again, then run stamp.",
    ),
    "aims-differ": ("error", "The aims are not the same as in the source: {ids}."),
}

#: What a key should hold, for the finding "key-wrong".
WANTED = {
    "text": "words in quotation marks",
    "whole": "a whole number",
    "count": "a whole number of at least 1",
    "flag": "true or false",
    "names": "a list of words",
    "list": "a list",
    "words": 'words by language, such as {en = "..."}',
    "clock": 'a time such as "09:00"',
    "exercise": 'such as "me-tree@1"',
    "minutes": "such as {min = 30, typical = 40, max = 50}",
    "heat": "low, middle or high",
    "tables": "tables, each under its key in double brackets",
    "aims": 'such as [{id = "a.one", ...}]',
}

#: What stands for a block's id where the words above the blocks are meant.
FRONT_MATTER = "the front matter"
#: Why a text cannot be read as TOML, when the reader gives up rather than finds a fault.
TOO_MUCH = "it asks for too much"
