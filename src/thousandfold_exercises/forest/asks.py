# SPDX-License-Identifier: Apache-2.0
"""What the forest asks. The conflict card is its most important form."""

from __future__ import annotations

from thousandfold_core.exercise import Ask, Field, Option, Reach
from thousandfold_core.values.contested import ConflictKind
from thousandfold_core.values.merges import SameBranch
from thousandfold_exercises.words import Words

KINDS = (
    Option(ConflictKind.SCARCE_RESOURCE, Words("They need the same scarce thing", "Necesitan lo mismo y no alcanza")),
    Option(ConflictKind.LEAVES_SOMEONE_OUT, Words("One leaves somebody out", "Una deja fuera a alguien")),
    Option(ConflictKind.METHOD, Words("Another way of getting there", "Otra manera de llegar")),
    Option(ConflictKind.TIMING, Words("What comes first", "Qué va primero")),
    Option(ConflictKind.SAME_WORD, Words("Same word, other meaning", "Misma palabra, otro sentido")),
    Option(ConflictKind.VALUES, Words("We hold to different things", "Nos aferramos a cosas distintas")),
)  # fmt: skip
SYSTEMS = (
    Option("racial", Words("Racism", "Racismo")),
    Option("gender", Words("Gender", "Género")),
    Option("class", Words("Class", "Clase social")),
    Option("migration", Words("How immigrants are treated", "El trato a las personas migrantes")),
    Option("disability", Words("Disability", "Discapacidad")),
    Option("sexuality", Words("Sexuality", "Sexualidad")),
    Option("faith", Words("Faith", "Fe")),
    Option("generation", Words("Generation", "Generación")),
    Option("place", Words("Place", "Lugar")),
    Option("other", Words("Something else", "Otra cosa")),
)
OUTCOMES = (
    Option("reframed", Words("Put another way that both can hold", "Dicho de un modo que sirve a ambas partes")),
    Option("sequenced", Words("One first, then the other", "Primero uno, después el otro")),
    Option("both-kept", Words("Both kept", "Se conservan los dos")),
    Option("parked", Words("Parked, with a date", "En espera, con fecha")),
    Option("disagree", Words("We disagree and say so", "No estamos de acuerdo y lo decimos")),
)  # fmt: skip

MERGE = Ask(
    id="merge",
    prompt=Words(
        "Which two branches may be the same in other words?",
        "¿Qué dos ramas pueden ser la misma en otras palabras?",
    ),
    help=Words("You propose. Their two authors decide.", "Tú propones. Deciden sus dos autores."),
    fields=(
        Field("first", Words("One branch", "Una rama"), kind="choice"),
        Field("second", Words("Another branch", "Otra rama"), kind="choice"),
    ),
    reach=Reach.COHORT_UNNAMED,
    widest=Reach.COHORT_UNNAMED,
    most=12,
    blanks=3,
)

SAME = Ask(
    id="same",
    prompt=Words(
        "One of these is yours. Are they the same branch in other words?",
        "Una de estas es tuya. ¿Son la misma rama en otras palabras?",
    ),
    fields=(
        Field(
            "answer",
            Words("They are", "Son"),
            kind="choice",
            options=(
                Option(SameBranch.SAME, Words("The same", "La misma")),
                Option(SameBranch.KIN, Words("Close, but not the same", "Parecidas, no la misma")),
                Option(SameBranch.APART, Words("Not the same", "Distintas")),
            ),
        ),
    ),
    reach=Reach.COHORT_UNNAMED,
    widest=Reach.COHORT_UNNAMED,
    told_aloud=False,
)

LABEL = Ask(
    id="label",
    prompt=Words(
        "You share a branch with others. Which words say it best?",
        "Compartes una rama con otras personas. ¿Qué palabras la dicen mejor?",
    ),
    fields=(Field("branch", Words("The words", "Las palabras"), kind="choice"),),
    reach=Reach.COHORT_UNNAMED,
    widest=Reach.COHORT_UNNAMED,
    told_aloud=False,
)

_LEAVES_OUT = Words("This would leave my community out", "Esto dejaría fuera a mi comunidad")
BALLOT = Ask(
    id="ballot",
    prompt=Words("Is this what we want?", "¿Es esto lo que queremos?"),
    help=Words(
        "Nobody sees your ballot; only counts are shown.",
        "Nadie ve tu voto; solo se muestran cuentas.",
    ),
    fields=(
        Field(
            "vote",
            Words("Your ballot", "Tu voto"),
            kind="choice",
            widest=Reach.ONLY_ME,
            samples=("agree", "agree", "agree", "agree", "disagree", "unsure"),
            options=(
                Option("agree", Words("Yes", "Sí")),
                Option("disagree", Words("No", "No")),
                Option("unsure", Words("Not sure", "No sé")),
            ),
        ),
        Field(
            "leaves_out",
            _LEAVES_OUT,
            kind="choice",
            fold=_LEAVES_OUT,
            widest=Reach.ONLY_ME,
            samples=("no",) * 40 + ("yes",),
            options=(
                Option("no", Words("No, or not that I see", "No, o no lo veo")),
                Option("yes", Words("Yes", "Sí")),
            ),
        ),
        Field(
            "words",
            Words("What should be heard about that", "Qué se debe oír sobre eso"),
            hint=Words(
                "Only for you, unless you let it be read without your name",
                "Solo para ti, salvo que dejes que se lea sin tu nombre",
            ),
            kind="text",
            samples=("our street has no bus", "my mother's shop closes"),
        ),
    ),
    widest=Reach.COHORT_UNNAMED,
    told_aloud=False,
)

TENSION = Ask(
    id="tension",
    prompt=Words("Which two fruit pull apart?", "¿Qué dos frutos tiran en sentidos distintos?"),
    help=Words("Name up to three pairs, or pass.", "Nombra hasta tres pares, o paso."),
    fields=(
        Field("first", Words("One fruit", "Un fruto"), kind="choice"),
        Field("second", Words("The other", "El otro"), kind="choice"),
        Field("kind", Words("How", "Cómo"), kind="choice", options=KINDS),
    ),
    reach=Reach.COHORT_UNNAMED,
    widest=Reach.COHORT_UNNAMED,
    most=3,
)

ALONE = Ask(
    id="alone",
    prompt=Words(
        "On this fruit a count would point at you, so it is kept back. May it be shown?",
        "En este fruto una cuenta te señalaría, así que no se muestra. ¿Se puede mostrar?",
    ),
    fields=(
        Field(
            "show",
            Words("The count", "La cuenta"),
            kind="choice",
            options=(
                Option("no", Words("Keep it back", "No mostrarla")),
                Option("yes", Words("It may be shown", "Se puede mostrar")),
            ),
        ),
    ),
    widest=Reach.ONLY_ME,
    told_aloud=False,
)


def _four(field_id: str, label: Words, sample: str) -> Field:
    return Field(field_id, label, kind="text", widest=Reach.GROUP, longest=1000, samples=(sample,))


CARD = Ask(
    id="card",
    prompt=Words("The conflict card: one scribe for the table.", "La tarjeta: una persona escribe por mesa."),
    help=Words(
        "Your four see the card; the whole cohort sees only the outcome and its line.",
        "Tu grupo de cuatro ve la tarjeta; la cohorte ve solo el resultado y su frase.",
    ),
    fields=(
        Field(
            "outcome",
            Words("Where you stand now", "Dónde están ahora"),
            kind="choice",
            options=OUTCOMES,
        ),
        Field(
            "line",
            Words("In a sentence for the cohort", "En una frase para la cohorte"),
            longest=240,
            samples=("shade first on the streets without trees", "we hold both, and watch the cost"),
        ),
        Field("until", Words("If parked: until when", "Si queda en espera: hasta cuándo"), kind="date", samples=("2030-05-01",)),
        Field(
            "kind",
            Words("What kind of difference", "Qué tipo de diferencia"),
            kind="choice",
            widest=Reach.GROUP,
            options=KINDS,
            fold=Words("What stands behind it, for your four", "Qué hay detrás, para tu grupo de cuatro"),
        ),
        _four("cost", Words("Who carries the cost today?", "¿Quién carga hoy el costo?"), "people who wait in the sun"),
        Field("systems", Words("What shapes it", "Qué la forma"), kind="choices", widest=Reach.GROUP, options=SYSTEMS),
        _four("history", Words("Which system or history?", "¿Qué sistema o historia?"), "the road that was cut through"),
        _four("first_heard", Words("What the first fruit needs heard", "Lo que el primer fruto necesita que se oiga"), "we asked for years"),
        _four("second_heard", Words("What the second fruit needs heard", "Lo que el segundo fruto necesita que se oiga"), "we were never asked"),
    ),
    reach=Reach.COHORT_UNNAMED,
    widest=Reach.COHORT_UNNAMED,
)  # fmt: skip

CARRY = Ask(
    id="carry",
    prompt=Words("What goes with us?", "¿Qué va con nosotros?"),
    fields=(
        Field(
            "what",
            Words("One thing", "Una cosa"),
            longest=160,
            samples=("nobody eats alone", "the bus stop fruit", "the question of the road"),
        ),
        Field(
            "where",
            Words("We", "Lo"),
            kind="choice",
            options=(
                Option("carry", Words("carry it", "llevamos")),
                Option("change", Words("change it", "cambiamos")),
                Option("apart", Words("keep it apart", "dejamos aparte")),
            ),
        ),
    ),
    reach=Reach.COHORT_UNNAMED,
    widest=Reach.COHORT_UNNAMED,
    most=3,
)

ANSWERED = Ask(
    id="answered",
    prompt=Words(
        "You said this would leave your community out. Is that answered now?",
        "Dijiste que esto dejaría fuera a tu comunidad. ¿Ya tiene respuesta?",
    ),
    fields=(
        Field(
            "answered",
            Words("For you it is", "Para ti"),
            kind="choice",
            options=(
                Option("no", Words("Not answered yet", "Todavía no tiene respuesta")),
                Option("yes", Words("Answered", "Ya tiene respuesta")),
            ),
        ),
    ),
    widest=Reach.ONLY_ME,
    told_aloud=False,
)
