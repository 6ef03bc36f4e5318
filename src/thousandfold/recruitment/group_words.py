# SPDX-License-Identifier: AGPL-3.0-or-later
"""People who have something in common, as words that follow a number: "2 from unions"."""

from __future__ import annotations

from typing import Any

from django.utils.translation import pgettext_lazy

from thousandfold.people.choices import Post, Sector, Side
from thousandfold.recruitment.features import COLUMN

#: By (feature, value), for the values that are ours.
OURS: dict[tuple[str, str], Any] = {
    ("sector", Sector.GOVERNMENT): pgettext_lazy("people", "from government"),
    ("sector", Sector.UNION): pgettext_lazy("people", "from unions"),
    ("sector", Sector.COMMUNITY): pgettext_lazy("people", "from community organisations"),
    ("sector", Sector.FAITH): pgettext_lazy("people", "from congregations and faith groups"),
    ("sector", Sector.EDUCATION): pgettext_lazy("people", "from schools and colleges"),
    ("sector", Sector.BUSINESS): pgettext_lazy("people", "from small businesses"),
    ("sector", Sector.OTHER): pgettext_lazy("people", "from another kind of organisation"),
    ("side", Side.INSIDE): pgettext_lazy("people", "inside government"),
    ("side", Side.OUTSIDE): pgettext_lazy("people", "outside government"),
    ("post", Post.ELECTED): pgettext_lazy("people", "in elected office"),
    ("post", Post.APPOINTED): pgettext_lazy("people", "appointed to a board or commission"),
    ("post", Post.STAFF): pgettext_lazy("people", "on the staff of government"),
    ("post", Post.MOVEMENT): pgettext_lazy("people", "who organise in a movement"),
    ("post", Post.LABOUR): pgettext_lazy("people", "who lead in labour or work for it"),
    ("post", Post.FAITH): pgettext_lazy("people", "who lead in a faith group"),
    ("post", Post.COMMUNITY): pgettext_lazy("people", "who lead in a community"),
}
#: By feature, for values that people wrote.
WRITTEN: dict[str, Any] = {
    "sector": pgettext_lazy("people", "from “{value}”"),
    "organisation": pgettext_lazy("people", "from {value}"),
    "town": pgettext_lazy("people", "from {value}"),
    "language": pgettext_lazy("people", "who speak {value}"),
}
COLUMNS = pgettext_lazy("people", "with “{value}” under “{feature}”")


def group_words(feature: str, value: str) -> str:
    """The people who have this value, without a number: "from unions", "who speak Thai"."""
    ours = OURS.get((feature, value))
    if ours:
        return str(ours)
    text = WRITTEN.get(feature, COLUMNS)
    return str(text).format(value=value, feature=feature.removeprefix(COLUMN))
