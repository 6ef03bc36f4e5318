# SPDX-License-Identifier: Apache-2.0
"""The card of the Me-Tree and its steps, the first time and at each return.

Source: report lines 979-996, method row E3. The order, strengths first and never
alone, follows the Tree of Life (Ncube and Denborough); no clinical claim is made.
"""

from __future__ import annotations

from thousandfold_core.exercise import Card, Minutes, People, Step
from thousandfold_exercises.words import Words

CARD = Card(
    id="me-tree",
    version=1,
    title=Words("Me-Tree", "Mi árbol"),
    purpose=Words(
        "Draw where you come from, what formed you, what you hold to and what you want to see.",
        "Dibuja de dónde vienes, qué te formó, a qué te aferras y qué quieres ver.",
    ),
    minutes=Minutes(75, 85, 110),
    people=People(2, 60),
    source="Report lines 979-996; method row E3",
    heat="middle",
    needs=("value-word",),
    gives=("root", "branch", "fruit"),
    occasions=(
        ("first", Words("The first time", "La primera vez")),
        ("a", Words("Return A: after the forest", "Regreso A: después del bosque")),
        (
            "b",
            Words(
                "Return B: after a battle or a decisive moment",
                "Regreso B: después de una batalla o un momento decisivo",
            ),
        ),
        ("c", Words("Return C: in the last session", "Regreso C: en la última sesión")),
        ("d", Words("Return D: a year later", "Regreso D: un año después")),
    ),
)

_FIRST = (
    Step(
        id="frame",
        title=Words("What we will draw", "Lo que vamos a dibujar"),
        screen=Words(
            "A tree of your own: roots, trunk, branches, fruit.",
            "Un árbol propio: raíces, tronco, ramas, frutos.",
        ),
        talk=Words(
            "Listen. The facilitator shows a tree of their own, as deep as they want this to go.",
            "Escucha. Quien facilita muestra su propio árbol, con la hondura que quiere dar.",
        ),
        note=Words(
            "Show your own tree at the depth you hope for. Say that every part may be passed, "
            "that roots may be chosen ones, and that nobody here reads anybody's tree.",
            "Muestra tu propio árbol con la hondura que deseas. Di que toda parte se puede "
            "omitir, que las raíces pueden ser elegidas y que aquí nadie lee el árbol de nadie.",
        ),
        minutes=10,
    ),
    Step(
        id="roots",
        title=Words("Roots", "Raíces"),
        screen=Words("What do you come from?", "¿De qué vienes?"),
        asks=("roots",),
        note=Words(
            "Quiet. Family is whatever each person calls so; chosen roots count the same. "
            "Never ask for hard stories. If one is told, thank the person and move at their pace.",
            "Silencio. Familia es lo que cada quien llame así; las raíces elegidas valen igual. "
            "Nunca pidas historias duras. Si alguien cuenta una, agradece y sigue a su paso.",
        ),
        minutes=10,
        quiet=True,
    ),
    Step(
        id="trunk",
        title=Words("Trunk", "Tronco"),
        screen=Words("Where did you first lead?", "¿Dónde guiaste por primera vez?"),
        asks=("trunk",),
        note=Words(
            "Not a résumé: looking after cousins, translating at a clinic or calling a first "
            "meeting all count. Ask what it taught, not how big it was.",
            "No es un currículum: cuidar primos, traducir en una clínica o convocar una primera "
            "reunión, todo cuenta. Pregunta qué enseñó, no qué tan grande fue.",
        ),
        minutes=10,
        quiet=True,
    ),
    Step(
        id="branches",
        title=Words("Branches", "Ramas"),
        screen=Words("What do you hold to?", "¿A qué te aferras?"),
        asks=("branches",),
        note=Words(
            "Own words first. Point to the offered words only after people have tried.",
            "Primero las palabras propias. Señala las ofrecidas solo después de intentarlo.",
        ),
        minutes=10,
        quiet=True,
    ),
    Step(
        id="fruit",
        title=Words("Fruit", "Frutos"),
        screen=Words("What do you want to see grow?", "¿Qué quieres ver crecer?"),
        asks=("fruit",),
        note=Words(
            "A fruit is something one could point at, not a slogan. Two questions with each: "
            "who gains, and who could be left out?",
            "Un fruto es algo que se podría señalar, no una consigna. Dos preguntas con cada "
            "uno: ¿quién gana? y ¿quién podría quedar fuera?",
        ),
        minutes=10,
        quiet=True,
    ),
    Step(
        id="share",
        title=Words("What may travel", "Lo que puede salir"),
        screen=Words(
            "Choose what others may see. Keeping all of it is a full answer.",
            "Elige qué pueden ver las demás personas. Guardarlo todo es una respuesta completa.",
        ),
        phase="sharing",
        asks=("roots", "trunk", "branches", "fruit"),
        note=Words(
            "Nothing is raised for anybody. The forest grows from the branches and fruit that "
            "people let out; a few are enough.",
            "No se comparte nada por nadie. El bosque crece de las ramas y frutos que cada "
            "quien deja salir; unos pocos bastan.",
        ),
        minutes=3,
        quiet=True,
    ),
    Step(
        id="triads",
        title=Words("In threes", "En tríos"),
        screen=Words(
            "Seven minutes each. The others only listen.",
            "Siete minutos cada quien. Las demás personas solo escuchan.",
        ),
        phase="sharing",
        talk=Words(
            "Tell what you want of your tree. Listening: equal time, no advice, no breaking in, "
            "no retelling. It stays here.",
            "Cuenta lo que quieras de tu árbol. Al escuchar: igual tiempo, sin consejos, sin "
            "interrumpir, sin contarlo después. Aquí se queda.",
        ),
        note=Words(
            "Keep the time for all. Honour a hard story and leave it be: no praise for courage, "
            "no further questions.",
            "Cuida el tiempo de todas las personas. Honra una historia dura y déjala estar: sin "
            "elogiar la valentía, sin más preguntas.",
        ),
        minutes=21,
        quiet=True,
        groups=3,
    ),
    Step(
        id="like",
        title=Words("What was it like?", "¿Cómo fue?"),
        screen=Words("What was it like to draw this?", "¿Cómo fue dibujar esto?"),
        phase="sharing",
        asks=("like",),
        note=Words(
            "About drawing and listening, not about anybody's story. End with a breath or a song.",
            "Sobre dibujar y escuchar, no sobre la historia de nadie. Cierra con una pausa o un canto.",
        ),
        minutes=6,
    ),
)

_RETURNS = (
    Step(
        id="tend",
        title=Words("Tend your tree", "Cuida tu árbol"),
        screen=Words(
            "Add, prune or graft. Or leave it as it stands.",
            "Agrega, poda o injerta. O déjalo como está.",
        ),
        asks=("roots", "trunk", "branches", "fruit"),
        note=Words(
            "After the forest. A graft is a branch met on another tree that is now yours too. "
            "The note why is for its author alone.",
            "Después del bosque. Un injerto es una rama hallada en otro árbol que ahora también "
            "es tuya. La nota del porqué es solo para quien la escribe.",
        ),
        minutes=12,
        quiet=True,
        moments=("a", "d"),
    ),
    Step(
        id="protect",
        title=Words("What would you not trade?", "¿Qué no cambiarías?"),
        screen=Words(
            "Which branch would you keep even at a price?",
            "¿Qué rama guardarías aunque cueste?",
        ),
        asks=("protect", "branches"),
        note=Words(
            "After a battle or a tipping point. Marking none is a full answer.",
            "Después de una batalla o un momento decisivo. No marcar ninguna es una respuesta completa.",
        ),
        minutes=10,
        quiet=True,
        moments=("b",),
    ),
    Step(
        id="season",
        title=Words("Next season", "La próxima temporada"),
        screen=Words(
            "What fruit next season, and what will you do first?",
            "¿Qué fruto la próxima temporada, y qué harás primero?",
        ),
        asks=("fruit", "action"),
        note=Words(
            "The last session. One action a person can begin within a month.",
            "La última sesión. Una acción que se pueda empezar en un mes.",
        ),
        minutes=12,
        quiet=True,
        moments=("c",),
    ),
    Step(
        id="share-again",
        title=Words("What may travel now", "Lo que puede salir ahora"),
        screen=Words(
            "Look again at what others may see. You may take things back.",
            "Mira otra vez qué pueden ver las demás personas. Puedes retirar lo que quieras.",
        ),
        phase="sharing",
        asks=("roots", "trunk", "branches", "fruit"),
        note=Words(
            "What is taken back leaves every screen and every count at once.",
            "Lo que se retira sale de inmediato de toda pantalla y de toda cuenta.",
        ),
        minutes=3,
        quiet=True,
        moments=("a", "b", "c", "d"),
    ),
)

STEPS = _FIRST + _RETURNS
