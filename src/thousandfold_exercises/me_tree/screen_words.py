# SPDX-License-Identifier: Apache-2.0
"""The fixed words on the screens of the Me-Tree."""

from __future__ import annotations

from thousandfold_exercises.words import Words

MY_TREE = Words("Your tree", "Tu árbol")
EMPTY_TREE = Words("A tree, still empty", "Un árbol, todavía vacío")
QUESTIONS = Words("To think about, if you like", "Para pensar, si quieres")
WHAT_VALUE = Words("What value is this for?", "¿Por qué valor es esto?")
WHAT_TIES = Words(
    "What does this grow from, and what could it bear?", "¿De qué crece y qué podría dar?"
)
GROWN = Words("How it has grown", "Cómo ha crecido")
GROUP = Words("What your table shares", "Lo que comparte tu mesa")
NOTHING_YET = Words(
    "Nobody has shared anything here, which is fine. Tell and listen.",
    "Nadie ha compartido nada aquí, y está bien. Cuenten y escuchen.",
)
CHANGES = {
    "added": Words("added", "agregado"),
    "reworded": Words("put another way", "dicho de otro modo"),
    "pruned": Words("pruned", "podado"),
}
MOMENT_TITLES = {
    "first": Words("The first time", "La primera vez"),
    "a": Words("After the forest", "Después del bosque"),
    "b": Words("After a tipping point", "Después de un momento decisivo"),
    "c": Words("Last session", "Última sesión"),
    "d": Words("A year on", "Un año después"),
}
PART_NAMES = {
    "roots": Words("root", "raíz"),
    "trunk": Words("trunk", "tronco"),
    "branches": Words("branch", "rama"),
    "fruit": Words("fruit", "fruto"),
}
