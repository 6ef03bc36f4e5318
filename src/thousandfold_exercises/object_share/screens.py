# SPDX-License-Identifier: Apache-2.0
"""What the screens of the object share show."""

from __future__ import annotations

from collections import Counter

from thousandfold_core.exercise import (
    Answer,
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
from thousandfold_exercises.object_share.words import heard_by_others, kept, only_heard

TITLE = Words("Your object", "Tu objeto")
YOUR_WORDS = Words("Your value words", "Tus palabras de valor")
HEARD = Words("What others heard in it", "Lo que otras personas oyeron en él")
UNNAMED = Words("you had not named it", "no la habías nombrado")
NOTHING = Words("Nothing here yet.", "Todavía no hay nada aquí.")
TOO_FEW = Words(
    "Fewer than four people have let words out, so none are shown: say one aloud.",
    "Menos de cuatro personas han dejado salir palabras, así que no se muestra ninguna: "
    "digan una en voz alta.",
)
TABLE = Words("Your table", "Tu mesa")


def reveal(state: State, step: Step, language: str) -> Screen:
    """The gallery of words, at its step only; else the step's sentence."""
    title = step.screen.to(language)
    if step.id != "gallery":
        return Screen(title)
    words = unnamed(kept(state, Reach.COHORT_UNNAMED), seed=state.setting.seed)
    return Screen(title, (Items(title, _gathered(words), TOO_FEW.to(language)),))


def _gathered(answers: list[Answer]) -> tuple[Shown, ...]:
    """Each word once, as first written, with how often it was given."""
    spelling: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for one in answers:
        word = " ".join(one.text("word").split())
        spelling.setdefault(word.casefold(), word)
        counts[word.casefold()] += 1
    return tuple(
        Shown(word, f"× {counts[same]}" if counts[same] > 1 else "")
        for same, word in spelling.items()
    )


def mine(state: State, place: str, language: str) -> Screen:
    """The own object, the own words, and what others heard."""
    objects = state.record.items("object", place=place)
    told = tuple(Say(line) for one in objects for line in (one.text("name"), one.text("why")))
    words = tuple(Shown(one.text("word")) for one in kept(state, Reach.ONLY_ME, place))
    new = set(only_heard(state, place))
    heard = tuple(
        Shown(word, UNNAMED.to(language) if word in new else "")
        for word in (one.text("word") for one in heard_by_others(state, place))
    )
    empty = NOTHING.to(language)
    lists = (Items(YOUR_WORDS.to(language), words, empty), Items(HEARD.to(language), heard, empty))
    return Screen(TITLE.to(language), (*told, *lists))


def group_view(state: State, place: str, language: str) -> Screen | None:
    """Objects and words that the others at the table let the table see."""
    table = state.setting.table_of(place)
    if not table:
        return None
    shown = []
    for other in table:
        for one in state.record.items("object", place=other, reach=Reach.GROUP):
            shown.append(Shown(one.text("name"), one.text("why"), whom=other))
        shown += [Shown(one.text("word"), whom=other) for one in kept(state, Reach.GROUP, other)]
    title = TABLE.to(language)
    return Screen(title, (Items(title, tuple(shown), NOTHING.to(language)),))
