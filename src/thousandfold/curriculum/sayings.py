# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a check of a curriculum package says, in the reader's language.

The core speaks in codes and values; the English here is the core's own, so that a
translator sees every sentence once. A test holds the two against each other.
"""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thousandfold_core.curricula.findings import Finding

#: Sentences by code (thousandfold_core.curricula.catalogue).
FINDINGS = {
    "file-missing": _("This file is missing. Add it."),
    "toml-unreadable": _("This is not valid TOML: {why}."),
    "front-matter-missing": _(
        "The file does not begin with +++. Put its TOML between two +++ lines."
    ),
    "front-matter-open": _("The front matter is not closed. End it with a line +++."),
    "block-open": _("This {kind} block is not closed. End it with a line :::."),
    "stray-closing": _("This ::: closes no block. Remove it or add the opening."),
    "attributes-unreadable": _(
        'Cannot read "{rest}". Write {{#id key=value key="several words"}}.'
    ),
    "attribute-twice": _("{key} is given twice. Keep one."),
    "key-missing": _("{key} is missing. Add it."),
    "key-wrong": _("{key} should be {wanted}."),
    "item-unclear": _(
        "Say one thing an item: an activity, a break, a meal, or only title and minutes."
    ),
    "id-differs": _("The id is {found}, but by its place it should be {wanted}."),
    "id-twice": _("The id {id} is used twice. Ids are for one thing only."),
    "path-unknown": _("This file has no place in a package. It is carried along as it is."),
    "block-id-missing": _("This {kind} block has no id. Add {{#a-name}}."),
    "block-id-wrong": _("The id {id} should be lower-case letters, digits, dots and dashes."),
    "block-id-twice": _("The block id {id} is used twice in this file. Change one."),
    "block-kind-unknown": _("{kind} is no kind of block that is known here. It is kept as it is."),
    "programme-block-missing": _("The programme has no {kind} block. Add one."),
    "handout-empty": _("The handout has no paper block, so nothing of it would print."),
    "facts-old": _("The facts in {id} are as of {as_of}, more than a year ago. Check them."),
    "facts-date-wrong": _("as_of should be a date such as 2025-06-30, not {as_of}."),
    "minutes-disorder": _("The minutes should grow: min, typical, max."),
    "step-minutes-missing": _("The step {id} has no min. Say its minutes."),
    "steps-too-long": _("The steps take {steps} minutes, more than the activity's max of {max}."),
    "steps-over-typical": _("The steps take {steps} minutes, more than the typical {typical}."),
    "steps-missing": _("The activity has no step. Add at least one."),
    "activity-unknown": _("There is no activity {activity} in this package."),
    "activity-unused": _("No session uses the activity {activity}."),
    "part-unknown": _("The activity {activity} has no steps with part={part}."),
    "item-too-short": _("{activity} has {minutes} minutes here and needs at least {least}."),
    "item-too-long": _("{activity} has {minutes} minutes here; {most} are the most."),
    "day-overruns": _("The day ends at {real}, after {ends}. Shorten or move something."),
    "fixed-start-missed": _("This should start at {at}, but what comes before lasts until {real}."),
    "break-owed": _(
        "Until the end of this, {minutes} minutes go by without a pause of 10. Plan one within {most}."
    ),
    "sessions-missing": _("The package has no session. Add sessions/01-....toml."),
    "day-empty": _("The day has no items. Add some or remove it."),
    "need-unmet": _("{activity} needs {need}, which nothing before it gives."),
    "debrief-missing": _(
        "{activity} is of high heat and has no debrief: add a debrief block, or an item after it on the same day that debriefs it."
    ),
    "debrief-promised": _("debrief is true, but there is no debrief block."),
    "debrief-unsaid": _("There is a debrief block, but debrief is not true."),
    "heat-together": _(
        "{first} and {second}, both of high heat, follow each other. Put something calm between."
    ),
    "handout-missing": _("The step {id} names the handout {name}, which is not there."),
    "handout-unused": _("No step names the handout {name}."),
    "aim-unknown": _("The programme has no aim {aim}."),
    "aim-untouched": _("No activity on the agenda works on the aim {aim}."),
    "tenet-unknown": _("No aim of the programme is under the tenet {tenet}."),
    "exercise-unknown": _("There is no exercise {exercise} here."),
    "core-undeclared": _("An activity on {exercise} must keep {rule} in its core."),
    "core-unknown": _("Nothing here can check the core rule {rule}. People must."),
    "core-share-forced": _(
        "In the step {id} sharing is not left to people. Use reach=only_me and share=optional."
    ),
    "core-share-unsaid": _(
        "The core keeps sharing optional, but no step says share=optional or share=none."
    ),
    "core-never-revisited": _(
        "The core keeps that people come back to it, but the agenda plays it only once. Plan a return."
    ),
    "reading-level": _(
        "By an estimate (Flesch-Kincaid) {id} needs school grade {grade}; aim for 8 or lower. Shorten sentences, choose plainer words."
    ),
    "licence-missing": _("The package names no licence. Add licence = to package.toml."),
    "licence-unknown": _("The licence {licence} is not known here; check it by hand."),
    "licence-clash": _("{what} is under {inner}, which may not go into a package under {outer}."),
    "licence-text-missing": _("LICENCE.md is missing. Add the text or a link to it."),
    "version-wrong": _("The version {version} should be three numbers, such as 1.0.0."),
    "changes-silent": _("CHANGES.md does not mention version {version}."),
    "language-missing": _("The {language} text is missing. Add {path}."),
    "language-undeclared": _("The language {language} is not among the package's."),
    "source-undeclared": _("The source language {language} is not among the languages."),
    "title-missing": _("The title lacks its {language} words."),
    "block-untranslated": _("The {kind} block {id} is missing here. Translate it."),
    "block-extra": _("The source has no block {id}. Add it there or remove it here."),
    "block-kind-differs": _("{id} is a {found} block here and a {wanted} block there."),
    "translation-differs": _("{key} says {found} here and {wanted} in the source."),
    "translation-never-stamped": _(
        "Nothing here says which source it translates. Read it against its source, then run stamp."
    ),
    "translation-unstamped": _(
        "{id} does not say which source it translates. Read it again, then run stamp."
    ),
    "translation-stale": _(
        "The source of {id} has changed since. Translate it again, then run stamp."
    ),
    "aims-differ": _("The aims are not the same as in the source: {ids}."),
}

#: Phrases that the core hands over as values, by the name of the value.
_PHRASES: dict[str, dict[str, Any]] = {
    "wanted": {
        "words in quotation marks": _("words in quotation marks"),
        "a whole number": _("a whole number"),
        "a whole number of at least 1": _("a whole number of at least 1"),
        "true or false": _("true or false"),
        "a list of words": _("a list of words"),
        "a list": _("a list"),
        'words by language, such as {en = "..."}': _('words by language, such as {en = "..."}'),
        'a time such as "09:00"': _('a time such as "09:00"'),
        'such as "me-tree@1"': _('such as "me-tree@1"'),
        "such as {min = 30, typical = 40, max = 50}": _(
            "such as {min = 30, typical = 40, max = 50}"
        ),
        "low, middle or high": _("low, middle or high"),
        "tables, each under its key in double brackets": _(
            "tables, each under its key in double brackets"
        ),
        'such as [{id = "a.one", ...}]': _('such as [{id = "a.one", ...}]'),
    },
    "id": {"the front matter": _("the front matter")},
    "why": {"it asks for too much": _("it asks for too much")},
}


def finding_text(found: Finding) -> SafeString:
    """A finding's sentence in the language of the moment; words of the package as code."""
    said = {name: _said(name, value) for name, value in found.params.items()}
    text = str(FINDINGS[found.code])
    return format_html(text, **said) if said else format_html("{}", text)


def _said(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    known = _PHRASES.get(name, {})
    return known[value] if value in known else format_html("<code>{}</code>", value)
