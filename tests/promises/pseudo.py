"""A made-up language: every translated text longer, in brackets, in letters written from the right.

What stays in Latin letters on a page was never given to the translators, and what leans on the
left edge of the screen was drawn for languages written from the left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import allauth
import django
import polib
import pytest
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.test import override_settings

from thousandfold_core.exercise import Words
from thousandfold_exercises.forest import picture_words as forest
from thousandfold_exercises.me_tree import picture_words as me_tree

#: A code that ISO 639-2 leaves for private use.
PSEUDO = "qps"
SITE = Path(__file__).resolve().parents[2] / "src" / "thousandfold" / "locale"
#: Names of days and months are about as long in every language.
DATES = Path(django.__file__).parent / "conf" / "locale"
FRAMEWORKS = [
    Path(django.__file__).parent / "contrib" / "auth" / "locale",
    Path(django.__file__).parent / "contrib" / "humanize" / "locale",
    Path(allauth.__file__).parent / "locale",
]
LATIN = "abcdefghijklmnopqrstuvwxyz"
HEBREW = "אבקדעפגהיזכלמנוףךרסטםןשחצץ"
LETTERS = str.maketrans(LATIN + LATIN.upper(), HEBREW * 2)
#: Tags, places, entities and addresses are no words.
KEPT = re.compile(r"<[^>]+>|%\(\w+\)[sd]|%[sd%]|\{\w*(?::[^}]*)?\}|&#?\w+;|https?://\S+")
FILLER = "one two three four five six seven eight nine ten ".translate(LETTERS) * 40
SHORT = 10


def pseudo(text: str, longer: bool = True) -> str:
    """A text as a translator into a longer language might leave it.

    Forty per cent longer; labels of at most ten characters three times as long.
    """
    core = text.strip()
    if not core:
        return text
    before, after = text[: text.index(core)], text[text.index(core) + len(core) :]
    more = len(core) * 2 if len(core) <= SHORT else -(-len(core) * 4 // 10)
    filler = f" {FILLER[:more].strip()}" if longer else ""
    return f"{before}[{relettered(core)}{filler}]{after}"


def relettered(text: str) -> str:
    """The letters changed; tags and places as they were."""
    parts, end = [], 0
    for kept in KEPT.finditer(text):
        parts += [text[end : kept.start()].translate(LETTERS), kept.group()]
        end = kept.end()
    return "".join([*parts, text[end:].translate(LETTERS)])


def compile_into(folder: Path) -> None:
    """Write the catalogue: our texts, and those of the frameworks that we show."""
    made = polib.POFile()
    made.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    seen = set()
    for entry, longer in _entries():
        if (entry.msgctxt, entry.msgid) not in seen:
            seen.add((entry.msgctxt, entry.msgid))
            made.append(_translated(entry, longer))
    target = folder / PSEUDO / "LC_MESSAGES"
    target.mkdir(parents=True)
    made.save_as_mofile(str(target / "django.mo"))


def _entries() -> Iterator[tuple[polib.POEntry, bool]]:
    """Every text, and whether it grows."""
    for entry in polib.pofile(str(SITE / "es" / "LC_MESSAGES" / "django.po")):
        yield entry, True
    for folder in (DATES, *FRAMEWORKS):
        for entry in polib.mofile(str(folder / "es" / "LC_MESSAGES" / "django.mo")):
            yield entry, folder != DATES or len(entry.msgid) > SHORT


def _translated(entry: polib.POEntry, longer: bool) -> polib.POEntry:
    made = polib.POEntry(msgctxt=entry.msgctxt, msgid=entry.msgid)
    if entry.msgid_plural:
        made.msgid_plural = entry.msgid_plural
        made.msgstr_plural = {0: pseudo(entry.msgid), 1: pseudo(entry.msgid_plural)}
    else:
        made.msgstr = pseudo(entry.msgid, longer)
    return made


@contextmanager
def offered(folder: Path) -> Iterator[str]:
    """The made-up language, offered beside English, for as long as the block runs."""
    compile_into(folder)
    name = pseudo("Made up")
    info = {"bidi": True, "code": PSEUDO, "name": name, "name_local": name}
    changed = {
        "LOCALE_PATHS": [folder, *settings.LOCALE_PATHS],
        "LANGUAGES": [*settings.LANGUAGES, (PSEUDO, name)],
        "LANGUAGES_BIDI": [*settings.LANGUAGES_BIDI, PSEUDO],
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(LANG_INFO, PSEUDO, info)
        patch.setattr(Words, "to", lambda self, language: pseudo(self.en))
        for drawn in (forest.WORDS, me_tree.WORDS):
            english = asdict(drawn["en"])
            words = {key: pseudo(text) for key, text in english.items()}
            patch.setitem(drawn, PSEUDO, type(drawn["en"])(**words))
        with override_settings(**changed):
            yield PSEUDO
