# SPDX-License-Identifier: Apache-2.0
"""Shared hands of the pictures: markup, words, colours, limbs, leaves, room.

A picture is drawn on the server from data alone: the same facts give the same
bytes. It is one ``<svg>`` element without inline style, style sheet or script,
and comes with an ``Outline`` that states exactly the same facts.

How a picture speaks to a page
------------------------------
``data-fact="kind:key"``
    Marks the group that states one fact. Its first child is a ``<title>`` with
    the fact in words, equal to the outline's line (``facts_in_svg`` and
    ``facts_in_outline`` read both back).
``tf-...`` classes
    Every coloured element carries one class and, as plain attributes, the
    colours of the theme it was drawn for. ``stylesheet("dark")`` gives the
    rules that repaint it. The names are the keys of ``COLOURS``:

    - ground: ``tf-paper tf-sky tf-soil tf-soil-deep tf-soil-line tf-grass tf-stone``
    - wood: ``tf-bark tf-bark-line tf-grain``
    - crown: ``tf-wash tf-leaf-1`` to ``tf-leaf-4``, ``tf-leaf-edge``
    - fruit: ``tf-fruit tf-fruit-shade tf-fruit-shine tf-fruit-line``
    - kept private: ``tf-bud``
    - paper tags: ``tf-tag tf-root-tag tf-fruit-tag tf-hill-tag``
    - words: ``tf-ink tf-muted tf-value tf-bark-words tf-fruit-words tf-hill-words``
    - lines: ``tf-leader tf-halo tf-ghost``
    - forest: ``tf-ribbon-1`` to ``tf-ribbon-6``, ``tf-knot``
Bare classes without colour
    ``tf-picture`` (the svg), ``tf-tall`` (it too, where it is drawn for a phone),
    ``tf-quiet`` (something else was picked),
    ``tf-picked`` (this was), ``tf-link`` (a link inside the picture).
"""

from thousandfold_core.drawing.colours import COLOURS, Paint, Theme, stylesheet
from thousandfold_core.drawing.outline import (
    Fact,
    Outline,
    Picture,
    facts_in_outline,
    facts_in_svg,
    lines,
)

__all__ = [
    "COLOURS",
    "Fact",
    "Outline",
    "Paint",
    "Picture",
    "Theme",
    "facts_in_outline",
    "facts_in_svg",
    "lines",
    "stylesheet",
]
