# SPDX-License-Identifier: Apache-2.0
"""The few fixed words of the forest picture, in English and in Spanish."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ForestWords:
    """Every text that is not the group's own. Places in ``{}`` are filled by the drawing."""

    forest: str
    trees: str
    ribbons: str
    roots: str
    contested: str
    joined: str
    whole: str
    whole_short: str
    yet_to_hear: str
    leaves_out: str
    too_few: str
    summary: str


ENGLISH = ForestWords(
    forest="The forest",
    trees="{count} trees, unnamed, in a new order at each showing",
    ribbons="Common branches",
    roots="Shared roots",
    contested="Fruit we have yet to talk about",
    joined="{label}: {count} of {all} trees",
    whole="{label}: across the whole hill",
    whole_short="the whole hill",
    yet_to_hear="{label}: not all want this",
    leaves_out="leaves someone out",
    too_few="The forest appears when at least four trees stand here, so that no tree can be recognised.",
    summary="Common branches: {ribbons}. Shared roots: {roots}. Fruit yet to talk about: {contested}.",
)

SPANISH = ForestWords(
    forest="El bosque",
    trees="{count} árboles, sin nombre, en un orden nuevo cada vez que se muestra",
    ribbons="Ramas comunes",
    roots="Raíces compartidas",
    contested="Frutos de los que aún hay que hablar",
    joined="{label}: {count} de {all} árboles",
    whole="{label}: por toda la colina",
    whole_short="toda la colina",
    yet_to_hear="{label}: no todas las personas lo quieren",
    leaves_out="deja a alguien fuera",
    too_few="El bosque aparece cuando hay al menos cuatro árboles, para que ninguno se pueda reconocer.",
    summary="Ramas comunes: {ribbons}. Raíces compartidas: {roots}. Frutos por hablar: {contested}.",
)

WORDS = {"en": ENGLISH, "es": SPANISH}
