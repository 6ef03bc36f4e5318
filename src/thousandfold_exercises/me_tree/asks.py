# SPDX-License-Identifier: Apache-2.0
"""What the Me-Tree asks: roots, trunk, branches, fruit, and the returns."""

from __future__ import annotations

from thousandfold_core.exercise import Ask, Door, Field, Option, Reach
from thousandfold_exercises.me_tree.values import VALUE_WORDS
from thousandfold_exercises.words import Words

MOST = 40

ROOT_KINDS = (
    Option("person", Words("A person", "Una persona")),
    Option("place", Words("A place", "Un lugar")),
    Option("saying", Words("A saying or a song", "Un dicho o una canción")),
    Option("event", Words("Something that happened", "Algo que pasó")),
)
HORIZONS = (
    Option("season", Words("Within a year", "Dentro de un año")),
    Option("term", Words("Within four years", "Dentro de cuatro años")),
    Option("generation", Words("Within a generation", "Dentro de una generación")),
)

_LIGHTER = Words(
    "Or name a place, a song or a saying that shaped you. Roots you chose count the same.",
    "O nombra un lugar, una canción o un dicho que te formó. Las raíces que elegiste valen igual.",
)

ROOTS = Ask(
    id="roots",
    prompt=Words(
        "Name a root: something you grew from.", "Nombra una raíz: algo de lo que creciste."
    ),
    help=Words(
        "Family is whoever you call so. Your story stays with you; a name for it may be shared later.",
        "Familia es quien tú llames así. Tu historia se queda contigo; su nombre se puede compartir después.",
    ),
    fields=(
        Field(
            "label",
            Words("Your name for this root", "Tu nombre para esta raíz"),
            longest=80,
            samples=("my grandmother's kitchen", "the union hall", "we do not leave people behind"),
        ),
        Field("kind", Words("It is", "Es"), kind="choice", options=ROOT_KINDS),
        Field(
            "story",
            Words("What you want to remember of it", "Lo que quieres recordar de ella"),
            kind="text",
            widest=Reach.ONLY_ME,
            longest=2000,
            samples=("everybody ate before anybody spoke", "we sat there all summer"),
        ),
    ),
    most=MOST,
    blanks=4,
    door=Door(
        Words(
            "Next: childhood and family, as you define them. What you write is for you alone "
            "unless you later share the name of a root.",
            "Sigue: infancia y familia, como tú las definas. Lo que escribas es solo para ti, "
            "salvo que después compartas el nombre de una raíz.",
        ),
        _LIGHTER,
    ),
)

TRUNK = Ask(
    id="trunk",
    prompt=Words(
        "Name a time that formed you as a leader.", "Nombra un momento que te formó como líder."
    ),
    help=Words("Small and early times count.", "Cuentan los momentos pequeños y tempranos."),
    fields=(
        Field(
            "what",
            Words("What happened", "Qué pasó"),
            longest=160,
            samples=("translated for my aunt at the clinic", "called the first tenants' meeting"),
        ),
        Field(
            "when",
            Words("About when", "Más o menos cuándo"),
            hint=Words("A year, a decade, or an age", "Un año, una década o una edad"),
            longest=40,
            samples=("when I was twelve", "around 2009"),
        ),
        Field(
            "role",
            Words("What you did in it", "Qué hiciste tú"),
            longest=120,
            samples=("the one who asked", "kept the list"),
        ),
        Field(
            "taught",
            Words("What it taught you", "Qué te enseñó"),
            kind="text",
            longest=1000,
            samples=("people come when they are asked", "paper outlasts anger"),
        ),
    ),
    widest=Reach.GROUP,
    most=MOST,
    blanks=3,
    door=Door(
        Words(
            "Next: times that formed you. Some may be heavy. You choose which to write, and it "
            "is for you alone unless you share it with your triad.",
            "Sigue: momentos que te formaron. Algunos pueden pesar. Tú eliges cuáles escribir, y "
            "es solo para ti salvo que lo compartas con tu trío.",
        ),
        Words(
            "Or name a time you watched somebody lead well.",
            "O nombra un momento en que viste a alguien guiar bien.",
        ),
    ),
)

BRANCHES = Ask(
    id="branches",
    prompt=Words(
        "Name a branch: a value you hold to.", "Nombra una rama: un valor al que te aferras."
    ),
    help=Words(
        "Your own words come first. The words below are only there if you want one.",
        "Tus palabras van primero. Las de abajo están solo por si quieres una.",
    ),
    fields=(
        Field(
            "words",
            Words("In your own words", "En tus propias palabras"),
            suggestions=tuple(one.label for one in VALUE_WORDS),
            longest=120,
            samples=("nobody eats alone", "keep your word", "room at the table"),
        ),
        Field(
            "tags",
            Words("Near to (up to three)", "Cerca de (hasta tres)"),
            kind="choices",
            options=VALUE_WORDS,
            at_most=3,
        ),
        Field("roots", Words("Grows from", "Crece de"), kind="choices"),
    ),
    most=MOST,
    blanks=4,
)

FRUIT = Ask(
    id="fruit",
    prompt=Words(
        "Name a fruit: an outcome you want to see.",
        "Nombra un fruto: un resultado que quieres ver.",
    ),
    help=Words(
        "Something one could point at one day.", "Algo que un día se pudiera señalar con el dedo."
    ),
    fields=(
        Field(
            "sentence",
            Words("The outcome, in a sentence", "El resultado, en una frase"),
            longest=240,
            samples=(
                "Every bus stop on the east side has shade",
                "No family is moved out for a road",
                "A grocery store within a walk of every school",
            ),
        ),
        Field(
            "where",
            Words("Where", "Dónde"),
            longest=80,
            samples=("the east side", "every district"),
        ),
        Field(
            "gains",
            Words("Who gains?", "¿Quién gana?"),
            longest=160,
            samples=("riders without a car", "renters and their children"),
        ),
        Field(
            "left_out",
            Words("Who could this leave out?", "¿A quién podría dejar fuera?"),
            longest=160,
            samples=("people on night shifts", "shops on the corner"),
        ),
        Field("horizon", Words("By when", "Para cuándo"), kind="choice", options=HORIZONS),
        Field("branches", Words("For which branch", "Por cuál rama"), kind="choices"),
    ),
    most=MOST,
    blanks=3,
)

LIKE = Ask(
    id="like",
    prompt=Words("What was it like to draw your tree?", "¿Cómo fue dibujar tu árbol?"),
    fields=(
        Field(
            "words",
            Words("A word or a sentence", "Una palabra o una frase"),
            kind="text",
            samples=("quieter than I thought", "I had forgotten the hall"),
        ),
    ),
    widest=Reach.GROUP,
)

PROTECT = Ask(
    id="protect",
    prompt=Words(
        "Which branches would you keep, even at a price?",
        "¿Qué ramas guardarías, aunque te cueste?",
    ),
    help=Words("Marking none is a full answer.", "No marcar ninguna es una respuesta completa."),
    fields=(Field("branches", Words("Protected", "Protegidas"), kind="choices"),),
)

ACTION = Ask(
    id="action",
    prompt=Words("What will you do first?", "¿Qué harás primero?"),
    fields=(
        Field(
            "what",
            Words("One action", "Una acción"),
            longest=200,
            samples=("visit the three people I named", "ask for the shade budget line"),
        ),
        Field("when", Words("By when", "Para cuándo"), kind="date", samples=("2030-05-01",)),
    ),
)

WHY = Field(
    "why",
    Words("Why you changed it, for yourself", "Por qué lo cambiaste, para ti"),
    widest=Reach.ONLY_ME,
    samples=("I heard it better said", "it was never mine"),
)

HOW_FAR = Words("How far may this travel?", "¿Hasta dónde puede llegar esto?")
PARTS = {ask.id: ask for ask in (ROOTS, TRUNK, BRANCHES, FRUIT)}
ALL = {**PARTS, **{ask.id: ask for ask in (LIKE, PROTECT, ACTION)}}
