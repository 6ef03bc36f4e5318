# SPDX-License-Identifier: AGPL-3.0-or-later
"""A document for reading: its blocks in order, in the chosen language, gaps never hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from thousandfold.curriculum.markdown import rendered
from thousandfold_core.curricula.blocks import Block, Document, Prose
from thousandfold_core.curricula.side_by_side import Pair, side_by_side

#: What each kind of block is called; kinds nobody knows are shown under their own name.
KINDS: dict[str, Any] = {
    "step": _("Step"),
    "facilitator": _("For facilitators"),
    "participant": _("What participants read"),
    "safety": _("Safety"),
    "paper": _("On paper"),
    "debrief": _("Look back together"),
    "access": _("Other ways in"),
    "arc": _("The arc"),
    "agreements": _("Agreements"),
    "staffing": _("Who is needed"),
}


#: Blocks that belong to the step before them, and so to its part.
FOLLOWS = ("participant", "debrief")


@dataclass(frozen=True)
class Passage:
    """One block as it is shown.

    ``state`` is that of the translation (original, fresh, stale, unstamped or
    missing); ``original`` is filled where the source stands beside it. Steps are
    numbered from one; other blocks have no number.
    """

    id: str
    kind: str
    label: Any
    minutes: int | None
    part: str
    handouts: tuple[str, ...]
    html: SafeString
    language: str
    state: str
    original: SafeString | None
    source: str
    number: int = 0


def passages(
    texts: Mapping[str, Document], source: str, language: str, deeper: int = 3
) -> list[Passage]:
    """The blocks of a document in a language, with the source beside what is not up to date."""
    found: list[Passage] = []
    part, steps = "", 0
    for pair in side_by_side(texts, source, language):
        one = _passage(pair, source, language, deeper)
        part = one.part if one.kind == "step" else part if one.kind in FOLLOWS else ""
        steps += one.kind == "step"
        found.append(replace(one, part=part, number=steps if one.kind == "step" else 0))
    return found


def _passage(pair: Pair, source: str, language: str, deeper: int) -> Passage:
    block: Block = pair.source
    beside = pair.state in ("stale", "unstamped")
    return Passage(
        id=block.id,
        kind=block.kind,
        label=KINDS.get(block.kind, block.kind),
        minutes=block.minutes,
        part=block.get("part"),
        handouts=tuple(block.get("handout").split()),
        html=rendered(pair.shown.text, deeper),
        language=language if pair.translation else source,
        state=pair.state,
        original=rendered(block.text, deeper) if beside else None,
        source=source,
    )


def prose(texts: Mapping[str, Document], source: str, language: str) -> list[SafeString]:
    """The words outside blocks, in the language if it has the document, else in the source's."""
    document = texts.get(language) or texts.get(source)
    pieces = document.pieces if document else ()
    return [rendered(p.raw, 2) for p in pieces if isinstance(p, Prose) and p.raw.strip()]


def language_name(code: str) -> str:
    """A language's name in itself, or its code when nobody knows it."""
    try:
        return str(get_language_info(code)["name_local"]).capitalize()
    except KeyError:
        return code


def choices_of(languages: tuple[str, ...], chosen: str) -> list[dict[str, Any]]:
    """The languages of a package as a row of links."""
    return [
        {"code": each, "name": language_name(each), "current": each == chosen} for each in languages
    ]
