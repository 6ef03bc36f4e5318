# SPDX-License-Identifier: Apache-2.0
"""A tiny writer of SVG that cannot forget to escape.

Text given as plain ``str`` is escaped; markup made here is ``Svg`` and is not.
Inline styles, style sheets, scripts and event attributes are refused, so that
a picture may be placed in a page with the strictest content policy.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from thousandfold_core.errors import Refusal

Value = str | int | float | None

_REFUSED_TAGS = frozenset({"style", "script", "foreignObject", "iframe", "image"})
_BIDI_CONTROLS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_ESCAPE_TABLE = str.maketrans(_ESCAPES)


class UnsafeMarkup(Refusal):
    """A drawing asked for an element or attribute that the strict page refuses.

    Params: ``name``.
    """

    code = "unsafe-markup"
    text = "A picture may not carry {name}. Use a presentation attribute or a class name."


class Svg(str):
    """Markup that is already safe."""

    __slots__ = ()


def clean(text: str) -> str:
    """Return one line that any XML reader accepts and that cannot turn its surroundings round.

    White space becomes single spaces; control characters, unpaired surrogates
    and the invisible direction marks are dropped.
    """
    kept = (" " if ch.isspace() else ch for ch in text if _may_stay(ch))
    return " ".join("".join(kept).split())


def _may_stay(ch: str) -> bool:
    if ch.isspace():
        return True
    return (
        ch not in _BIDI_CONTROLS
        and unicodedata.category(ch) not in ("Cc", "Cs")
        and ch not in "\ufffe\uffff"
    )


def escape(text: str) -> Svg:
    """Return the text ready to stand in markup or in an attribute."""
    return Svg(text.translate(_ESCAPE_TABLE))


def number(value: float) -> str:
    """Write a coordinate shortly: one decimal at most, no needless zeros."""
    short = f"{value:.1f}"
    if short.endswith(".0"):
        short = short[:-2]
    return "0" if short == "-0" else short


def tag(name: str, *content: str, **attributes: Value) -> Svg:
    """Return one element. ``class_`` means ``class``; ``font_size`` means ``font-size``.

    Attributes that are ``None`` are left out. Raises ``UnsafeMarkup`` for
    styles, scripts, embedded documents and event attributes.
    """
    if name in _REFUSED_TAGS:
        raise UnsafeMarkup(name=f"<{name}>")
    head = name + "".join(_attribute(key, value) for key, value in attributes.items())
    inside = "".join(part if isinstance(part, Svg) else escape(part) for part in content)
    return Svg(f"<{head}>{inside}</{name}>" if inside else f"<{head}/>")


def _attribute(key: str, value: Value) -> str:
    if value is None:
        return ""
    name = key.rstrip("_").replace("_", "-")
    if name == "style" or name.startswith("on"):
        raise UnsafeMarkup(name=f"the attribute {name}")
    text = escape(value) if isinstance(value, str) else number(value)
    return f' {_CAMEL.get(name, name)}="{text}"'


_CAMEL = {
    "viewbox": "viewBox",
    "patternunits": "patternUnits",
    "patterntransform": "patternTransform",
}


def join(parts: Iterable[Svg]) -> Svg:
    """Return the parts one after another."""
    return Svg("".join(parts))


def group(*content: Svg, **attributes: Value) -> Svg:
    """Return a ``<g>`` around the content, or nothing when there is none."""
    inside = join(content)
    return tag("g", inside, **attributes) if inside else inside


def fact(kind: str, key: str, text: str, *content: Svg, **attributes: Value) -> Svg:
    """Return the group that states one fact: ``data-fact``, its words, its drawing."""
    title = tag("title", text) if text else Svg("<title></title>")
    return tag("g", title, *content, data_fact=f"{kind}:{key}", **attributes)


def path_data(*steps: str | complex | float) -> Svg:
    """Write path commands; points are complex numbers (x + y·i).

    >>> path_data("M", 1+2j, "L", 3.25+4j, "z")
    'M1 2L3.2 4z'
    """
    out: list[str] = []
    glued = True  # a letter before a number parts them already, and so does a minus
    for step in steps:
        if isinstance(step, str):
            out.append(step)
            glued = step[-1:].isalpha()
            continue
        point = isinstance(step, complex)
        for word in (number(step.real), number(step.imag)) if point else (number(step),):
            out.append(word if glued or word[0] == "-" else " " + word)
            glued = False
    return Svg("".join(out))
