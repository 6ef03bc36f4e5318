# SPDX-License-Identifier: Apache-2.0
"""The card of the object share and its steps (report lines 954-962; method row E1)."""

from __future__ import annotations

from thousandfold_core.exercise import Card, Minutes, People, Step
from thousandfold_exercises.words import Words

CARD = Card(
    id="object-share",
    version=1,
    title=Words("Object share", "Compartir un objeto"),
    purpose=Words(
        "Tell of an object that stands for what guides you, and hear the values in it.",
        "Habla de un objeto que representa lo que te guía y escucha los valores que hay en él.",
    ),
    minutes=Minutes(35, 45, 50),
    people=People(2, 60),
    source="Report lines 954-962; method row E1",
    gives=("value-word",),
)

STEPS = (
    Step(
        id="frame",
        title=Words("An object that guides", "Un objeto que guía"),
        screen=Words(
            "An object that stands for what guides you.",
            "Un objeto que representa lo que te guía.",
        ),
        talk=Words(
            "Listen. The facilitator tells of an object of their own, and of one moment in it.",
            "Escucha. Quien facilita habla de un objeto propio y de un momento que guarda.",
        ),
        note=Words(
            "Tell a moment: what was hard, what you chose, what came of it. Keep it plain; the "
            "object's price is nothing. Those who brought none name one they wish they had.",
            "Cuenta un momento: qué fue difícil, qué elegiste, qué resultó. Con sencillez; el "
            "precio no cuenta. Quien no trajo nada nombra uno que quisiera tener.",
        ),
        minutes=5,
    ),
    Step(
        id="note",
        title=Words("A note to yourself", "Una nota para ti"),
        screen=Words("Three quiet minutes.", "Tres minutos de silencio."),
        asks=("object", "value-words"),
        note=Words(
            "Silence helps. Describing the object is enough; nobody needs to show or hold it. "
            "Ask people to leave children's faces out of photos.",
            "El silencio ayuda. Basta con describirlo; nadie tiene que mostrarlo ni sostenerlo. "
            "Pide no incluir caras de niñas y niños en las fotos.",
        ),
        minutes=3,
        quiet=True,
    ),
    Step(
        id="triads",
        title=Words("In threes", "En tríos"),
        screen=Words(
            "Two minutes to tell, one to say the value you heard.",
            "Dos minutos para contar, uno para decir el valor que oíste.",
        ),
        phase="sharing",
        asks=("heard",),
        talk=Words(
            "One tells, two listen without breaking in. Then the listeners say: the value I heard was…",
            "Una persona cuenta, dos escuchan sin interrumpir. Luego dicen: el valor que oí fue…",
        ),
        note=Words(
            "If it turns into showing things, ask: and what did it hold you to?",
            "Si se vuelve mostrar cosas, pregunta: ¿y a qué te comprometía?",
        ),
        minutes=12,
        groups=3,
    ),
    Step(
        id="circle",
        title=Words("In the circle", "En el círculo"),
        screen=Words("A minute and a half each, or pass.", "Minuto y medio cada quien, o paso."),
        phase="sharing",
        talk=Words(
            "Object and value, in a few sentences. Passing is as good as telling.",
            "Objeto y valor, en pocas frases. Pasar vale tanto como contar.",
        ),
        note=Words(
            "More than sixteen people: two circles. Keep the time equal for all.",
            "Más de dieciséis personas: dos círculos. Igual tiempo para cada quien.",
        ),
        minutes=20,
    ),
    Step(
        id="keep",
        title=Words("Words to keep", "Palabras para guardar"),
        screen=Words(
            "Keep the words that fit. Let out those you choose.",
            "Guarda las palabras que te quedan. Deja salir las que elijas.",
        ),
        phase="sharing",
        asks=("accept", "value-words"),
        note=Words(
            "Words that others heard belong to the person they were said to; leaving one is fine.",
            "Las palabras que otras personas oyeron son de quien las recibe; dejarlas está bien.",
        ),
        minutes=3,
        quiet=True,
    ),
    Step(
        id="gallery",
        title=Words("The words among us", "Las palabras de la sala"),
        screen=Words("The words among us", "Las palabras de la sala"),
        phase="revealed",
        talk=Words(
            "Read slowly. Which word would you like to hear more about?",
            "Lean despacio. ¿De qué palabra quisieran oír más?",
        ),
        note=Words(
            "Only words that their owners let out, unnamed and shuffled. With fewer than four "
            "people letting words out, nothing is shown: go around and say one aloud instead.",
            "Solo palabras que sus dueñas y dueños dejaron salir, sin nombre y mezcladas. Con "
            "menos de cuatro personas no se muestra nada: digan una en voz alta.",
        ),
        minutes=5,
    ),
)
