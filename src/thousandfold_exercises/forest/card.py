# SPDX-License-Identifier: Apache-2.0
"""The card of the forest and its steps (report lines 997-1028; method row E4)."""

from __future__ import annotations

from thousandfold_core.exercise import Card, Minutes, People, Step
from thousandfold_exercises.words import Words

CARD = Card(
    id="forest",
    version=1,
    title=Words("The forest", "El bosque"),
    purpose=Words(
        "See what your trees share, where they pull apart, and what stands behind the difference.",
        "Ver qué comparten sus árboles, dónde se separan y qué hay detrás de la diferencia.",
    ),
    minutes=Minutes(90, 110, 130),
    people=People(2, 60),
    source="Report lines 997-1028; method row E4",
    tenets=frozenset({"collective", "values", "power"}),
    heat="high",
    needs=("root", "branch", "fruit"),
    gives=("common-branch", "plank-candidate", "conflict-outcome"),
)

STEPS = (
    Step(
        id="gallery",
        title=Words("Walk among the trees", "Caminar entre los árboles"),
        screen=Words("What grows here", "Lo que crece aquí"),
        phase="revealed",
        talk=Words(
            "Read what people let out. Walk, do not comment yet.",
            "Lean lo que cada quien dejó salir. Caminen, todavía sin comentar.",
        ),
        note=Words(
            "No tree grows alone. Only branches, fruit and root names their owners let out are "
            "here, unnamed and shuffled. Nobody guesses aloud whose is whose.",
            "Ningún árbol crece solo. Aquí están solo las ramas, los frutos y los nombres de "
            "raíces que sus dueñas y dueños dejaron salir. Nadie adivina en voz alta.",
        ),
        minutes=10,
    ),
    Step(
        id="merges",
        title=Words("The same in other words?", "¿Lo mismo en otras palabras?"),
        screen=Words(
            "Which of these are the same branch in other words?",
            "¿Cuáles de estas son la misma rama en otras palabras?",
        ),
        phase="sharing",
        asks=("merge",),
        talk=Words(
            "In threes: find branches that may be one. You propose; their two authors decide.",
            "En tríos: busquen ramas que puedan ser una. Ustedes proponen; deciden sus dos autores.",
        ),
        note=Words(
            "Beware of joining everything. Close is not the same, and saying so is useful.",
            "Cuidado con unirlo todo. Parecido no es lo mismo, y decirlo es útil.",
        ),
        minutes=15,
        groups=3,
    ),
    Step(
        id="confirm",
        title=Words("Yours to say", "Te toca decirlo"),
        screen=Words(
            "Only the two authors can join two branches.",
            "Solo sus dos autores pueden unir dos ramas.",
        ),
        phase="sharing",
        asks=("same",),
        note=Words(
            "Both must say the same. One no is enough, and needs no reason.",
            "Las dos personas deben decir lo mismo. Basta un no, y no necesita razón.",
        ),
        minutes=6,
        quiet=True,
    ),
    Step(
        id="label",
        title=Words("Name what you share", "Nombren lo que comparten"),
        screen=Words(
            "Those who joined choose its words.", "Quienes se unieron eligen sus palabras."
        ),
        phase="sharing",
        asks=("label",),
        note=Words(
            "Only members choose, and only among members' own words.",
            "Solo eligen quienes la comparten, y solo entre sus propias palabras.",
        ),
        minutes=4,
        quiet=True,
    ),
    Step(
        id="ballots",
        title=Words("Private ballots", "Votos privados"),
        screen=Words(
            "For each fruit: is this what we want? Nobody sees your ballot.",
            "Para cada fruto: ¿es lo que queremos? Nadie ve tu voto.",
        ),
        phase="voting",
        asks=("ballot",),
        note=Words(
            "Quiet. Say that “this would leave my community out” is welcome, and stops nothing "
            "but the rush. Twenty fruit or more say more than twelve.",
            "Silencio. Di que «esto dejaría fuera a mi comunidad» es bienvenido y solo detiene "
            "la prisa. Veinte frutos o más dicen más que doce.",
        ),
        minutes=10,
        quiet=True,
    ),
    Step(
        id="common-ground",
        title=Words("Common ground first", "Primero lo común"),
        screen=Words("What carries across the room", "Lo que une a la sala"),
        phase="revealed",
        talk=Words(
            "What surprises you in what you share?", "¿Qué les sorprende de lo que comparten?"
        ),
        note=Words(
            "Stay with it before going on. No clear camps does not prove unity; never name a "
            "camp after who may be in it. A count that would single one person out is not shown.",
            "Quédense ahí antes de seguir. Que no haya bandos no prueba unidad; nunca nombres un "
            "bando por quién pueda estar en él. No se muestra lo que señalaría a una persona.",
        ),
        minutes=5,
    ),
    Step(
        id="tensions",
        title=Words("What pulls apart", "Lo que tira en sentidos distintos"),
        screen=Words(
            "Which two fruit pull apart, and how?",
            "¿Qué dos frutos tiran en sentidos distintos, y cómo?",
        ),
        phase="voting",
        asks=("tension", "alone"),
        note=Words(
            "Go on only after a success. Offer a caucus. Your desk shows how many named each "
            "pair; the two or three named most go to the fours.",
            "Sigue solo después de un logro. Ofrece un espacio aparte. Tu mesa muestra cuántas "
            "personas nombraron cada par; los dos o tres más nombrados van a los grupos de cuatro.",
        ),
        minutes=5,
        quiet=True,
    ),
    Step(
        id="cards",
        title=Words("In fours", "En grupos de cuatro"),
        screen=Words("Two fruit, and what stands behind them.", "Dos frutos, y lo que hay detrás."),
        phase="sharing",
        asks=("card",),
        talk=Words(
            "Speak for yourself, never for a group. Who carries the cost today? Which system or "
            "history shaped this? You may stop at any time.",
            "Habla por ti, nunca por un grupo. ¿Quién carga hoy el costo? ¿Qué sistema o historia "
            "formó esto? Puedes parar cuando quieras.",
        ),
        note=Words(
            "Two facilitators. Anger has a place here: slow it down, do not smooth it over. One "
            "scribe a table; “we disagree and say so” is a good end.",
            "Dos personas facilitan. El enojo tiene lugar: bájale el paso, no lo tapes. Una "
            "persona escribe por mesa; «no estamos de acuerdo y lo decimos» es un buen final.",
        ),
        minutes=25,
        groups=4,
    ),
    Step(
        id="ground",
        title=Words("Ground and breathe", "Tierra y respiro"),
        screen=Words("Ten minutes, no screens.", "Diez minutos, sin pantallas."),
        talk=Words("Water, air, quiet, or a friend.", "Agua, aire, silencio o compañía."),
        note=Words(
            "Look for anybody who sits alone. The quiet hand stays open.",
            "Fíjate si alguien está a solas. La mano discreta sigue disponible.",
        ),
        minutes=10,
        quiet=True,
    ),
    Step(
        id="carry",
        title=Words("Carry, change, keep apart", "Llevar, cambiar, dejar aparte"),
        screen=Words(
            "What do we carry, what do we change, what do we keep apart?",
            "¿Qué llevamos, qué cambiamos, qué dejamos aparte?",
        ),
        asks=("carry", "answered"),
        talk=Words("The whole group, one voice at a time.", "El grupo entero, una voz a la vez."),
        note=Words(
            "Keeping apart is not failing. Only the person who raised “this leaves us out” can "
            "say that it is answered.",
            "Dejar aparte no es fallar. Solo quien dijo «esto nos deja fuera» puede decir que ya "
            "tiene respuesta.",
        ),
        minutes=15,
    ),
    Step(
        id="whole",
        title=Words("The forest", "El bosque"),
        screen=Words("Our forest today", "Nuestro bosque hoy"),
        phase="revealed",
        talk=Words(
            "Then back to your own tree: add, prune, graft.",
            "Y luego, de vuelta a tu árbol: agrega, poda, injerta.",
        ),
        note=Words(
            "Close the room with thanks for the disagreement too. Open the Me-Tree again (return A).",
            "Agradece también el desacuerdo. Abre de nuevo Mi árbol (regreso A).",
        ),
        minutes=5,
    ),
)
