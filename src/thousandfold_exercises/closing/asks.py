# SPDX-License-Identifier: Apache-2.0
"""What the closing asks.

Describe, examine and articulate learning follow the DEAL model of critical
reflection (Ash and Clayton 2009); they stay with their writer.
"""

from __future__ import annotations

from thousandfold_core.exercise import Ask, Field, Option, Reach
from thousandfold_exercises.words import Words

WORD = Ask(
    id="word",
    prompt=Words("One word for how you leave.", "Una palabra de cómo te vas."),
    fields=(
        Field(
            "word",
            Words("Your word", "Tu palabra"),
            longest=40,
            samples=("tired and glad", "curious", "not alone"),
        ),
    ),
)


def _day(ask_id: str, prompt: Words, samples: tuple[str, ...]) -> Ask:
    return Ask(
        id=ask_id,
        prompt=prompt,
        fields=(Field("text", Words("One thing", "Una cosa"), longest=240, samples=samples),),
        reach=Reach.COHORT_UNNAMED,
        widest=Reach.COHORT_UNNAMED,
        most=5,
        blanks=2,
    )


PLUS = _day(
    "plus",
    Words("What should stay as it was?", "¿Qué debe quedar como estuvo?"),
    ("the walk at noon", "small tables", "time to listen"),
)
DELTA = _day(
    "delta",
    Words("What should change next time?", "¿Qué debe cambiar la próxima vez?"),
    ("start later", "more time for ballots", "bigger print"),
)


def _deal(ask_id: str, prompt: Words, label: Words, sample: str) -> Ask:
    return Ask(
        id=ask_id,
        prompt=prompt,
        fields=(Field("text", label, kind="text", longest=2000, samples=(sample,)),),
        widest=Reach.ONLY_ME,
    )


DESCRIBE = _deal(
    "describe",
    Words("Describe one moment of this training.", "Describe un momento de esta formación."),
    Words("What happened", "Qué pasó"),
    "we stopped talking and counted the hands",
)
EXAMINE = _deal(
    "examine",
    Words(
        "Look into it: which branch of yours was in play?",
        "Míralo por dentro: ¿qué rama tuya estaba en juego?",
    ),
    Words("What it meant", "Qué significó"),
    "patience held, and it cost me the floor",
)
ARTICULATE = _deal(
    "articulate",
    Words("I learned that… In light of this, I will…", "Aprendí que… Por eso, voy a…"),
    Words("What you learned and what follows", "Qué aprendiste y qué sigue"),
    "I learned that I speak too soon. In light of this, I will ask first",
)

COMMITMENT = Ask(
    id="commitment",
    prompt=Words("One step you will take.", "Un paso que vas a dar."),
    help=Words(
        "The witness you name reads it and asks you once, on the day. Nobody else does unless "
        "you let it travel further; keep it to yourself and it has no witness.",
        "Quien nombres como testigo lo lee y te pregunta una vez, ese día. Nadie más, salvo que "
        "lo dejes llegar más lejos; si te lo guardas, no tiene testigo.",
    ),
    fields=(
        Field(
            "what",
            Words("The step", "El paso"),
            longest=240,
            samples=("call the three shop owners", "bring my cousin to the next session"),
        ),
        Field("due", Words("By which day", "Para qué día"), kind="date", samples=("2030-05-01",)),
        Field("witness", Words("Who will ask you", "Quién te preguntará"), kind="place"),
    ),
    reach=Reach.GROUP,
    group_words=Words("You and your witness", "Tú y quien es tu testigo"),
)

WITNESS = Ask(
    id="witness",
    prompt=Words(
        "You are asked to be a witness to this step. Will you ask about it on the day?",
        "Te piden ser testigo de este paso. ¿Preguntarás por él ese día?",
    ),
    fields=(
        Field(
            "answer",
            Words("Your answer", "Tu respuesta"),
            kind="choice",
            options=(
                Option("yes", Words("I will ask", "Preguntaré")),
                Option("no", Words("Please ask somebody else", "Pídelo a otra persona")),
            ),
        ),
    ),
    reach=Reach.GROUP,
    widest=Reach.GROUP,
    told_aloud=False,
    group_words=Words("You and the one who asks you", "Tú y quien te lo pide"),
)

BY_STEP = {
    "word": (WORD,),
    "plus-delta": (PLUS, DELTA),
    "learned": (DESCRIBE, EXAMINE, ARTICULATE),
    "commit": (COMMITMENT,),
}
