# SPDX-License-Identifier: AGPL-3.0-or-later
"""A receipt: seven made-up words by chance, said alike in English and in Spanish.

There are 2,048 words of two syllables, so seven of them are 77 bits. Letters that the two
languages say or write differently are left out, as are words that mean something rude or
frightening in either. Nobody keeps the words but the person they were shown to.
"""

from __future__ import annotations

import secrets
from functools import lru_cache
from itertools import product

from thousandfold.base.sealed.refused import NoSuchWord, NotSevenWords, NotTheSameWords

COUNT = 7
MANY = 2048
CONSONANTS, VOWELS = "bdfgklmnprst", "aeiou"
LEFT_OUT = (
    "bato bobo buta dago dati dika dike fago fake fato feto foki fuki gabo gato gola gono goma kaba "
    "kabo kago kaka kara kike kili kilo koka kola kole kona kuka kula kule kulo lelo lepo loka loko "
    "mala malo mata mato mate mato meka mika mono mori muda mudo mula naki nasi nega nego nino paka "
    "paki pato peda pedi pedo pega pego pena pene peni pepa pipa pipi pita pito popo pota poto puta "
    "puti puto rabo rape rata rato redo riba robo sida sido sika sike sodo suda suka tara tata teta "
    "tete tifa tiro tito tope tore tuna"
)
NOT_THESE = frozenset(LEFT_OUT.split())
Words = tuple[str, ...]


@lru_cache(maxsize=1)
def words() -> Words:
    """Every word that a receipt may hold, in order."""
    syllables = [c + v for c, v in product(CONSONANTS, VOWELS) if c + v not in ("ge", "gi")]
    found = [a + b for a, b in product(syllables, repeat=2) if a != b]
    kept = [one for one in found if one not in NOT_THESE]
    step = len(kept) / MANY
    return tuple(kept[int(number * step)] for number in range(MANY))


def new_receipt() -> Words:
    """Seven words by chance: 77 bits."""
    return tuple(secrets.choice(words()) for _ in range(COUNT))


def read_receipt(typed: str) -> Words:
    """The words of a receipt as people type them: any case, spaces, commas, numbers before.

    Raises:
        NoSuchWord: naming the first word that is on no receipt.
        NotSevenWords: when there are fewer or more.
    """
    plain = "".join(one if one.isalpha() else " " for one in typed.lower())
    found = tuple(plain.split())
    known = frozenset(words())
    for one in found:
        if one not in known:
            raise NoSuchWord(word=one[:20])
    if len(found) != COUNT:
        raise NotSevenWords(count=COUNT, given=len(found))
    return found


def confirm(shown: Words, typed: str) -> Words:
    """The words, once the person has typed them as they were shown.

    Raises:
        NotTheSameWords: when they wrote down others.
        NoSuchWord, NotSevenWords: as in :func:`read_receipt`.
    """
    if not secrets.compare_digest(" ".join(read_receipt(typed)), " ".join(shown)):
        raise NotTheSameWords
    return shown


def numbered(shown: Words) -> str:
    """The words as lines to print."""
    return "\n".join(f"{number}. {word}" for number, word in enumerate(shown, start=1))
