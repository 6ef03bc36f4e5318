# SPDX-License-Identifier: Apache-2.0
"""Reading the activities of a package, with their handouts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from thousandfold_core.curricula.blocks import Document, read_document
from thousandfold_core.curricula.catalogue import WANTED
from thousandfold_core.curricula.fields import Fields
from thousandfold_core.curricula.findings import Finding
from thousandfold_core.curricula.frontmatter import FrontMatter
from thousandfold_core.curricula.package import Activity, Handout, Minutes

LANGUAGE = r"(?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]+)*)"
PATH = re.compile(rf"activities/(?P<id>[^/]+)/{LANGUAGE}\.md")
HANDOUT = re.compile(rf"activities/(?P<id>[^/]+)/handouts/(?P<name>[^/.]+)\.{LANGUAGE}\.md")
HEATS = ("low", "middle", "high")
_EXERCISE = re.compile(r"(?P<id>[a-z0-9][a-z0-9-]*)(?:@(?P<contract>[0-9]+))?")

Texts = dict[str, Document]


def read_activities(
    files: Mapping[str, str], source: str, findings: list[Finding]
) -> dict[str, Activity]:
    """Return the activities by id, in the order of their ids."""
    texts: defaultdict[str, Texts] = defaultdict(dict)
    sheets: defaultdict[str, defaultdict[str, Texts]] = defaultdict(lambda: defaultdict(dict))
    for path in sorted(files):
        match = PATH.fullmatch(path) or HANDOUT.fullmatch(path)
        if not match:
            continue
        document, problems = read_document(files[path], path)
        findings.extend(problems)
        place = sheets[match["id"]][match["name"]] if "name" in match.groupdict() else None
        (texts[match["id"]] if place is None else place)[match["language"]] = document
    return {
        each: _activity(each, texts[each], sheets[each], source, findings)
        for each in sorted({*texts, *sheets})
    }


def _activity(
    folder: str,
    texts: Texts,
    sheets: Mapping[str, Texts],
    source: str,
    findings: list[Finding],
) -> Activity:
    """Read what the source file's front matter says; without one, an empty activity."""
    handouts = tuple(Handout(name, sheets[name]) for name in sorted(sheets))
    front = texts[source].front if source in texts else FrontMatter()
    # A file that is missing or unreadable has its finding already.
    heard = findings if front.data else []
    fields = Fields(front.data, f"activities/{folder}/{source}.md", heard, front.line_of)
    exercise, contract = _exercise(fields)
    return Activity(
        id=folder,
        exercise=exercise,
        contract=contract,
        minutes=_minutes(fields),
        group=fields.names("group"),
        aims=fields.names("aims"),
        needs=fields.names("needs"),
        gives=fields.names("gives"),
        core=fields.names("core"),
        heat=_heat(fields),
        debrief=fields.flag("debrief"),
        tenets=fields.names("tenets"),
        source=source,
        texts=texts,
        handouts=handouts,
    )


def _exercise(fields: Fields) -> tuple[str, int]:
    """Return the exercise's id and the major of its data contract."""
    text = fields.text("exercise", required=False)
    match = _EXERCISE.fullmatch(text)
    if text and not match:
        fields.note("key-wrong", "exercise", key="exercise", wanted=WANTED["exercise"])
    return (match["id"], int(match["contract"] or 0)) if match else ("", 0)


def _minutes(fields: Fields) -> Minutes:
    """Return the three lengths; zeros when they are not readable."""
    table = fields.data.get("minutes")
    wanted = WANTED["minutes"]
    if not isinstance(table, dict):
        fields.note("key-wrong", "minutes", key="minutes", wanted=wanted)
        return Minutes(0, 0, 0)
    inner = Fields(table, fields.path, fields.findings, lambda _: fields.line_of("minutes"))
    minutes = Minutes(*(inner.whole(key) for key in ("min", "typical", "max")))
    if not minutes.min <= minutes.typical <= minutes.max:
        fields.note("minutes-disorder", "minutes")
    return minutes


def _heat(fields: Fields) -> str:
    """Return low, middle or high; low when it is not readable."""
    heat = fields.text("heat")
    if heat and heat not in HEATS:
        fields.note("key-wrong", "heat", key="heat", wanted=WANTED["heat"])
    return heat if heat in HEATS else "low"
