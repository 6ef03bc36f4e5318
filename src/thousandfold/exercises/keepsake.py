# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people take home: the drawing as SVG, a page as PDF, the words as text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from thousandfold.exercises import asking, own
from thousandfold.exercises.playing import Played
from thousandfold.exercises.table import table_of
from thousandfold_core.drawing import Picture
from thousandfold_core.later import Later

typst = Later("typst")
PAGE = Path(__file__).parent / "keepsake.typ"


def svg(picture: Picture) -> bytes:
    """The drawing as a file of its own."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return (head + picture.svg).encode()


def words(played: Played, place: str, language: str) -> str:
    """What stands of a place, prompt by prompt, as plain text."""
    lines: list[str] = [played.exercise.card.title.to(language), ""]
    prompt, names = None, table_of(played.run.room).names
    for one in _items(played, place, language):
        if one.prompt != prompt:
            lines += ["", one.prompt]
            prompt = one.prompt
        lines += [f"- {part}" for part in _parts(one, language, names)]
    return "\n".join(lines).strip() + "\n"


def pdf(played: Played, place: str, name: str, language: str) -> bytes:
    """A page with title, name, drawing and words, A4 that also fits Letter."""
    picture, names = own.picture_in(played, place, language), table_of(played.run.room).names
    rows = [
        {"prompt": one.prompt, "words": _parts(one, language, names)}
        for one in _items(played, place, language)
    ]
    data = {
        "title": played.exercise.card.title.to(language),
        "name": name.strip(),
        "svg": picture.svg if picture else "",
        "rows": rows,
        "kept": _("kept to myself"),
        "language": language.split("-")[0],
    }
    return typst.compile(_page(), sys_inputs={"data": json.dumps(data, ensure_ascii=False)})


@lru_cache(maxsize=1)
def _page() -> bytes:
    return PAGE.read_bytes()


def _items(played: Played, place: str, language: str) -> list[own.Own]:
    """Own words. A bare yes to somebody else's words, which are not taken along, says nothing."""
    found = own.items_of(played, place, language)
    return [one for one in found if not (one.ask and asking.is_counted(one.ask, one.answer.body))]


def _parts(one: own.Own, language: str, names: Mapping[str, str]) -> list[str]:
    """The words of an item: the thing itself first, then what else was written."""
    if one.kept:
        return [_("kept to myself")]
    return [part for part in (one.words, *own.beside(one, language, names)) if part]
