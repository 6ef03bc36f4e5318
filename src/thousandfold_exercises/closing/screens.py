# SPDX-License-Identifier: Apache-2.0
"""What the screens of the closing show."""

from __future__ import annotations

from thousandfold_core.exercise import (
    Items,
    Reach,
    Say,
    Screen,
    Shown,
    State,
    Step,
    Words,
    unnamed,
)
from thousandfold_exercises.closing.commitments import Commitment, commitments

KEEP = Words("Keep", "Conservar")
CHANGE = Words("Change", "Cambiar")
TOO_FEW = Words(
    "Fewer than four people wrote here, so it is not shown.",
    "Menos de cuatro personas escribieron aquí, así que no se muestra.",
)
MINE = Words("What you take home", "Lo que te llevas")
YOUR_STEP = Words("Your step", "Tu paso")
TO_ASK = Words("Steps you will ask about", "Pasos por los que preguntarás")
NONE = Words("None, which is fine.", "Ninguno, y está bien.")
STATUS = {
    "yes": Words("your witness will ask", "tu testigo preguntará"),
    "no": Words(
        "your witness cannot; you may ask somebody else",
        "tu testigo no puede; puedes pedirlo a otra persona",
    ),
    "": Words("not answered yet", "sin respuesta todavía"),
}
ALONE = Words("without a witness", "sin testigo")
LOOKED_BACK = Words("What you wrote for yourself", "Lo que escribiste para ti")


def reveal(state: State, step: Step, language: str) -> Screen:
    """What to keep and change, at the last step; else the step's sentence."""
    title = step.screen.to(language)
    if step.id != "out":
        return Screen(title)
    return Screen(
        title, (_day(state, "plus", KEEP, language), _day(state, "delta", CHANGE, language))
    )


def _day(state: State, ask: str, title: Words, language: str) -> Items:
    found = state.record.items(ask, reach=Reach.COHORT_UNNAMED)
    shown = unnamed(found, seed=state.setting.seed)
    items = tuple(Shown(one.text("text")) for one in shown if one.text("text"))
    return Items(title.to(language), items, TOO_FEW.to(language))


def mine(state: State, place: str, language: str) -> Screen:
    """The own word, step and reflection, and the steps this place will ask about."""
    known = commitments(state)
    own = tuple(_own(one, language) for one in known if one.answer.place == place)
    asked = tuple(
        Shown(one.what, one.due, whom=one.answer.place)
        for one in known
        if one.witness == place and one.witnessed == "yes"
    )
    word = tuple(Say(one.text("word")) for one in state.record.items("word", place=place))
    return Screen(
        MINE.to(language),
        (
            *word,
            Items(YOUR_STEP.to(language), own, NONE.to(language)),
            Items(TO_ASK.to(language), asked, NONE.to(language)),
            Items(LOOKED_BACK.to(language), _reflection(state, place), NONE.to(language)),
        ),
    )


def _own(one: Commitment, language: str) -> Shown:
    status = STATUS[one.witnessed] if one.witness else ALONE
    note = ", ".join(part for part in (one.due, status.to(language)) if part)
    return Shown(one.what, note, key=one.key, whom=one.witness)


def _reflection(state: State, place: str) -> tuple[Shown, ...]:
    return tuple(
        Shown(one.text("text"))
        for ask in ("describe", "examine", "articulate")
        for one in state.record.items(ask, place=place)
        if one.text("text")
    )
