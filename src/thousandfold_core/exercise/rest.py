# SPDX-License-Identifier: Apache-2.0
"""Passing on all that is left of an ask that comes once for each of many things.

Thirty fruit on a ballot would be thirty presses for somebody who wants to pass. One act
does it, and it is one stored answer like any other (method row E4: passing is as good as
answering). It speaks of what was asked then; what is asked later is asked anew.
"""

from __future__ import annotations

from collections.abc import Iterable

from thousandfold_core.exercise.answers import Act, Answer
from thousandfold_core.exercise.keys import key_of

#: The item of such an answer; the marks of what it passes on stand in its body.
REST = "*"
#: So short that the marks of sixty subjects fit into what any stored answer takes.
SHORT = 5


def rest_passed(place: str, ask: str, subjects: Iterable[str], **more: str) -> Answer:
    """The answer by which a place passes on these subjects of an ask.

    ``more`` may hold ``moment`` and ``language``.
    """
    marks = "".join(mark_of(one) for one in subjects)
    return Answer(place, ask, Act.PASS, REST, {"rest": marks}, **more)  # type: ignore[arg-type]


def rest_taken_up(place: str, ask: str, **more: str) -> Answer:
    """The answer by which a place is asked again what it passed on in one act."""
    return Answer(place, ask, Act.WITHDRAW, REST, **more)  # type: ignore[arg-type]


def mark_of(subject: str) -> str:
    """The short mark of one subject, of equal length for all."""
    return key_of("rest", subject)[:SHORT]


def marks_of(answer: Answer) -> list[str]:
    """The marks of everything that such an answer passes on."""
    joined = answer.text("rest")
    return [joined[start : start + SHORT] for start in range(0, len(joined), SHORT)]
