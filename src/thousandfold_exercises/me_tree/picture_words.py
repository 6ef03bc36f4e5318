# SPDX-License-Identifier: Apache-2.0
"""The few fixed words of the tree picture, in English and in Spanish."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TreeWords:
    """Every text that is not the person's own. Places in ``{}`` are filled by the drawing."""

    tree: str
    roots: str
    roots_hint: str
    trunk: str
    trunk_hint: str
    branches: str
    branches_hint: str
    fruit: str
    fruit_hint: str
    fallen: str
    growth: str
    kept: str
    ask_fruit: str
    ask_branch: str
    protected: str
    grows_from: str
    also_from: str
    first: str
    version: str
    parts: str
    added: str
    let_go: str
    unchanged: str
    empty: str
    summary: str


ENGLISH = TreeWords(
    tree="My tree",
    roots="Roots",
    roots_hint="childhood and family, as you define it",
    trunk="Trunk",
    trunk_hint="early years of leading",
    branches="Branches",
    branches_hint="the values that guide you",
    fruit="Fruit",
    fruit_hint="what you want to see",
    fallen="On the ground",
    growth="How it grew",
    kept="kept to myself",
    ask_fruit="what value is this for?",
    ask_branch="what does this grow from?",
    protected="protected",
    grows_from="grows from: {roots}",
    also_from="also from {branches}",
    first="First tree",
    version="Tree {number}",
    parts="parts: {count}",
    added="then added: {labels}",
    let_go="then let go: {labels}",
    unchanged="then no part came or went by name",
    empty="An empty tree, ready for your own words.",
    summary="Roots: {roots}. Years on the trunk: {rings}. Branches: {branches}. Fruit: {fruit}.",
)

SPANISH = TreeWords(
    tree="Mi árbol",
    roots="Raíces",
    roots_hint="infancia y familia, como tú la entiendas",
    trunk="Tronco",
    trunk_hint="tus primeros años de liderazgo",
    branches="Ramas",
    branches_hint="los valores que te guían",
    fruit="Frutos",
    fruit_hint="lo que quieres ver",
    fallen="En el suelo",
    growth="Cómo creció",
    kept="lo guardo para mí",
    ask_fruit="¿qué valor lo sostiene?",
    ask_branch="¿de dónde crece?",
    protected="protegida",
    grows_from="crece de: {roots}",
    also_from="también de {branches}",
    first="Primer árbol",
    version="Árbol {number}",
    parts="partes: {count}",
    added="después llegó: {labels}",
    let_go="después soltaste: {labels}",
    unchanged="después ninguna parte llegó ni se fue por su nombre",
    empty="Un árbol vacío, listo para tus palabras.",
    summary="Raíces: {roots}. Años en el tronco: {rings}. Ramas: {branches}. Frutos: {fruit}.",
)

WORDS = {"en": ENGLISH, "es": SPANISH}
