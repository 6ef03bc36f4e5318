# SPDX-License-Identifier: Apache-2.0
"""The card of the closing circle and its steps (report lines 498-505; method row E27)."""

from __future__ import annotations

from thousandfold_core.exercise import Card, Minutes, People, Step
from thousandfold_exercises.words import Words

CARD = Card(
    id="closing",
    version=1,
    title=Words("Closing circle", "Círculo de cierre"),
    purpose=Words(
        "Say what the day left, and take one step home that somebody will ask about.",
        "Decir qué dejó el día y llevar a casa un paso por el que alguien preguntará.",
    ),
    minutes=Minutes(20, 25, 35),
    people=People(2, 60),
    source="Report lines 498-505; method row E27",
    tenets=frozenset({"collective", "values"}),
    gives=("commitment", "delta"),
)

STEPS = (
    Step(
        id="word",
        title=Words("One word", "Una palabra"),
        screen=Words("One word for how you leave.", "Una palabra de cómo te vas."),
        asks=("word",),
        talk=Words("Once around. Any word, or pass.", "Una ronda. Cualquier palabra, o paso."),
        note=Words(
            "No word is better than another; nobody owes thanks. Start, then take the word back last.",
            "Ninguna palabra es mejor que otra; nadie debe gratitud. Empieza y toma la última.",
        ),
        minutes=4,
    ),
    Step(
        id="plus-delta",
        title=Words("Keep and change", "Conservar y cambiar"),
        screen=Words(
            "What should stay? What should change?", "¿Qué debe quedar? ¿Qué debe cambiar?"
        ),
        asks=("plus", "delta"),
        note=Words(
            "About the day, not about people. Changes go to whoever prepares the next one.",
            "Sobre el día, no sobre las personas. Los cambios van a quien prepara el próximo.",
        ),
        minutes=5,
        quiet=True,
    ),
    Step(
        id="learned",
        title=Words("Look back", "Mirar atrás"),
        screen=Words(
            "What happened, what did it mean, what now?", "¿Qué pasó, qué significó, y ahora qué?"
        ),
        asks=("describe", "examine", "articulate"),
        note=Words(
            "Quiet and private: nobody but the writer reads this. Those who talk better than "
            "write may walk with a partner.",
            "En silencio y en privado: solo lo lee quien lo escribe. Quien prefiera hablar puede "
            "caminar con alguien.",
        ),
        minutes=7,
        quiet=True,
    ),
    Step(
        id="commit",
        title=Words("One step", "Un paso"),
        screen=Words(
            "One step, a day, and somebody who will ask.",
            "Un paso, una fecha y alguien que preguntará.",
        ),
        asks=("commitment",),
        note=Words(
            "Small enough to begin within two weeks. The witness asks once, kindly, on the day.",
            "Pequeño, para empezar en dos semanas. Quien es testigo pregunta una vez, con cariño.",
        ),
        minutes=5,
        quiet=True,
    ),
    Step(
        id="witness",
        title=Words("Witnesses", "Testigos"),
        screen=Words("Has somebody asked you to be a witness?", "¿Alguien te pidió ser testigo?"),
        phase="sharing",
        asks=("witness",),
        note=Words(
            "A witness may say no; then the step stands, and its author may ask somebody else.",
            "Se puede decir que no; el paso sigue en pie y su autora o autor puede pedirlo a otra persona.",
        ),
        minutes=3,
        quiet=True,
    ),
    Step(
        id="out",
        title=Words("What we keep and change", "Lo que conservamos y cambiamos"),
        screen=Words("What to keep, what to change", "Qué conservar, qué cambiar"),
        phase="revealed",
        talk=Words(
            "Read together, then stand and close as this group likes to.",
            "Lean en grupo y cierren de pie, como le guste a este grupo.",
        ),
        note=Words(
            "Say one thing you will change next time because of this list. Do not argue with it.",
            "Di una cosa que cambiarás la próxima vez por esta lista. No la discutas.",
        ),
        minutes=3,
    ),
)
