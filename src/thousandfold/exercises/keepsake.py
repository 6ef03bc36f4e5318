# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people take home: the drawing as SVG, a page as PDF, the words as text."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from thousandfold.exercises import own
from thousandfold.exercises.playing import Played
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
    prompt = None
    for one in own.items_of(played, place, language):
        if one.prompt != prompt:
            lines += ["", one.prompt]
            prompt = one.prompt
        lines += [f"- {part}" for part in _parts(one)]
    return "\n".join(lines).strip() + "\n"


def pdf(played: Played, place: str, name: str, language: str) -> bytes:
    """A page with title, name, drawing and words, A4 that also fits Letter."""
    picture = own.picture_in(played, place, language)
    rows = [
        {"prompt": one.prompt, "words": _parts(one)}
        for one in own.items_of(played, place, language)
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


def _parts(one: own.Own) -> list[str]:
    """The words of an item: the thing itself first, then what else was written."""
    if one.kept:
        return [_("kept to myself")]
    rest = [str(v) for v in one.answer.body.values() if isinstance(v, str) and v != one.words]
    return [one.words, *rest] if one.words else rest
