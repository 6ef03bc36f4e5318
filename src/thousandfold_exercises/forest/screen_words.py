# SPDX-License-Identifier: Apache-2.0
"""The fixed words on the screens of the forest."""

from __future__ import annotations

from thousandfold_core.values.camps import CampsReason
from thousandfold_exercises.words import Words

BRANCHES = Words("Branches", "Ramas")
FRUIT = Words("Fruit", "Frutos")
ROOTS = Words("Roots", "Raíces")
SHARED_ROOTS = Words("Roots that several share", "Raíces que varias personas comparten")
COMMON_BRANCHES = Words("Branches that their authors joined", "Ramas que sus autores unieron")
COMMON_GROUND = Words("Fruit that carries across the room", "Frutos que unen a la sala")
CONTESTED = Words("Fruit to keep talking about", "Frutos de los que hay que seguir hablando")
PAIRS = Words("Pairs that were named", "Pares que se nombraron")
ASKABLE = Words("Pairs worth asking about", "Pares por los que vale preguntar")
OUTCOMES = Words("Where the fours stand", "Dónde están los grupos de cuatro")
HEARD = Words("What should be heard", "Lo que se debe oír")
CARRY = {
    "carry": Words("We carry", "Llevamos"),
    "change": Words("We change", "Cambiamos"),
    "apart": Words("We keep apart", "Dejamos aparte"),
}
TOO_FEW = Words(
    "Fewer than four people let these out, so they are not shown.",
    "Menos de cuatro personas dejaron salir esto, así que no se muestra.",
)
NONE_YET = Words("None yet.", "Todavía nada.")
COUNT = Words("{agree} of {answered} say yes", "{agree} de {answered} dicen que sí")
LEAST = {
    "camp": Words(
        "at least {agree} of {answered} on either side",
        "al menos {agree} de {answered} de cada lado",
    ),
    "sector": Words(
        "at least {agree} of {answered} in every sector",
        "al menos {agree} de {answered} en cada sector",
    ),
    "side": Words(
        "at least {agree} of {answered} inside and outside government",
        "al menos {agree} de {answered} dentro y fuera del gobierno",
    ),
}
FLAGS = Words(
    "{flags} say it leaves their community out", "{flags} dicen que deja fuera a su comunidad"
)
TREES = Words("{trees} trees", "{trees} árboles")
WHOLE_HILL = Words("across the whole hill", "por toda la ladera")
NAMED_BY = Words("named by {people}", "la nombraron {people}")
HELD_BACK = Words(
    "{held} fruit are held back: too few ballots, or a count would point at one person.",
    "{held} frutos no se muestran: hay pocos votos, o la cuenta señalaría a una persona.",
)
OFF_THE_BALLOT = Words(
    "{off} fruit did not fit on the ballot of {most}.",
    "{off} frutos no cupieron en la votación de {most}.",
)
FEW_STATEMENTS = Words(
    "There are {statements} fruit; {advised} or more show the room better.",
    "Hay {statements} frutos; {advised} o más muestran mejor la sala.",
)
CAMPS = {
    CampsReason.DRAWN: Words(
        "The ballots fall into two groups, {larger} and {smaller}. They have no names.",
        "Los votos forman dos grupos, {larger} y {smaller}. No tienen nombre.",
    ),
    CampsReason.TOO_FEW_PEOPLE: Words(
        "Too few ballots to say whether there are camps.",
        "Hay muy pocos votos para decir si hay bandos.",
    ),
    CampsReason.NO_DIFFERENCE: Words(
        "No clear camps: all ballots are alike.", "Sin bandos claros: todos los votos se parecen."
    ),
    CampsReason.GATE_CLOSED: Words(
        "No clear camps; people differ one by one. This does not prove that the room is united.",
        "Sin bandos claros; cada quien difiere a su modo. Eso no prueba que la sala esté unida.",
    ),
    CampsReason.CAMP_TOO_SMALL: Words(
        "No camps are drawn: one side would be too small.",
        "No se dibujan bandos: un lado sería muy pequeño.",
    ),
    CampsReason.UNSTABLE: Words(
        "No clear camps: the line moves when one person is left out.",
        "Sin bandos claros: la línea se mueve cuando falta una persona.",
    ),
}
MINE = Words("Your tree in the forest", "Tu árbol en el bosque")
ON_COMMON = Words("You share", "Compartes")
LONELY = Words(
    "Yours alone so far: find a second voice", "Solo tuyo por ahora: busca una segunda voz"
)
KEPT_BACK = Words(
    "Kept back, because a count would point at you", "No se muestra, porque una cuenta te señalaría"
)
CARD = Words("Your table's card", "La tarjeta de tu mesa")
RETURN = Words(
    "Go back to your own tree: add, prune, graft.", "Vuelve a tu árbol: agrega, poda, injerta."
)
