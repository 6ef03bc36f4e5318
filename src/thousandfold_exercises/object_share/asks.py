# SPDX-License-Identifier: Apache-2.0
"""What the object share asks."""

from __future__ import annotations

from thousandfold_core.exercise import Ask, Field, Option, Reach
from thousandfold_exercises.words import Words

OBJECT = Ask(
    id="object",
    prompt=Words(
        "Which object stands for what guides you, here or one you wish you had?",
        "¿Qué objeto representa lo que te guía, aquí o uno que quisieras tener?",
    ),
    fields=(
        Field(
            "name",
            Words("The object", "El objeto"),
            longest=80,
            samples=("my father's lunch pail", "a bus pass from 1998", "a river stone"),
        ),
        Field(
            "why",
            Words("Why this one", "Por qué este"),
            kind="text",
            widest=Reach.GROUP,
            longest=2000,
            samples=("he shared it on the line", "it took me to every meeting"),
        ),
    ),
)

VALUE_WORDS = Ask(
    id="value-words",
    prompt=Words(
        "Which value is in it? Your own word.", "¿Qué valor hay en él? Tu propia palabra."
    ),
    fields=(
        Field(
            "word",
            Words("A word or a few", "Una palabra o unas pocas"),
            longest=60,
            samples=("sharing", "stubborn hope", "show up", "fairness"),
        ),
    ),
    most=5,
    blanks=3,
)

HEARD = Ask(
    id="heard",
    prompt=Words("Which value did you hear?", "¿Qué valor oíste?"),
    help=Words(
        "It goes to the person who told, who may keep it or leave it.",
        "Va a quien contó, y esa persona puede guardarla o dejarla.",
    ),
    fields=(
        Field(
            "word",
            Words("The value you heard", "El valor que oíste"),
            longest=60,
            samples=("loyalty", "sharing", "patience"),
        ),
    ),
    reach=Reach.GROUP,
    widest=Reach.GROUP,
    most=3,
)

ACCEPT = Ask(
    id="accept",
    prompt=Words(
        "Somebody heard this in what you told. Is it yours?",
        "Alguien oyó esto en lo que contaste. ¿Es tuyo?",
    ),
    fields=(
        Field(
            "keep",
            Words("This word", "Esta palabra"),
            kind="choice",
            options=(
                Option("yes", Words("Is mine too", "También es mía")),
                Option("no", Words("Leave it", "Dejarla")),
            ),
        ),
        Field("word", Words("As you would say it", "Como tú lo dirías"), longest=60),
    ),
    told_aloud=False,
)

HOW_FAR = Words("How far may this word travel?", "¿Hasta dónde puede llegar esta palabra?")
