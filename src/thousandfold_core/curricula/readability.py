# SPDX-License-Identifier: Apache-2.0
"""An estimate of how many school years an English text asks of its reader.

Kincaid, Fishburne, Rogers and Chissom (1975), "Derivation of New Readability
Formulas", Naval Technical Training Command: grade = 0.39 words per sentence +
11.8 syllables per word - 15.59. Syllables are counted by vowel groups, which
errs by a few per cent; treat the grade as a hint, never as a verdict.
"""

from __future__ import annotations

import re

# No pattern here may look further than its line: texts may be long and hostile.
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)")
_MARK = re.compile(r"^[ \t]*(?:#+|>|[-*+]|\d+[.)])[ \t]+|[*`~|]|_{2,}|<[^<>\n]+>", re.MULTILINE)
_SENTENCE = re.compile(r"[.!?:;…]+(?=\s|$)|\n+")
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_VOWELS = re.compile(r"[aeiouy]+")


def plain(text: str) -> str:
    """Return Markdown without its marks, lists and headings as lines of their own."""
    return _MARK.sub("", _LINK.sub(r"\1", text))


def sentences(text: str) -> list[str]:
    """Split plain text at sentence ends and blank lines; wrapped lines are joined."""
    lists = re.sub(r"\n(?=[ \t]*(?:[-*+>#]|\d+[.)])[ \t])", "\n\n", text)
    joined = re.sub(r"(?<!\n)\n(?!\n)", " ", lists)
    return [each for each in _SENTENCE.split(plain(joined)) if _WORD.search(each)]


def syllables(word: str) -> int:
    """Return about how many syllables an English word has, at least 1."""
    word = re.sub(r"[^a-z]", "", word.lower())
    count = len(_VOWELS.findall(word))
    silent = word.endswith("e") and not re.search(r"[^aeiouy]le$|[aeiouy]e$", word)
    silent = silent or bool(re.search(r"[^aeiouytd]ed$", word))
    silent = silent or bool(re.search(r"[^aeiouyscxzg]es$", word))
    return max(1, count - silent)


def grade(text: str) -> float | None:
    """Return the Flesch-Kincaid grade of a Markdown text, None for one without words.

    Linear in the length of the text. Sentences end at ``. ! ? : ;`` and where
    a list item or paragraph ends.
    """
    words = [_WORD.findall(each) for each in sentences(text)]
    count = sum(len(each) for each in words)
    if not count:
        return None
    total = sum(syllables(word) for each in words for word in each)
    return 0.39 * count / len(words) + 11.8 * total / count - 15.59
