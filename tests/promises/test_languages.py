"""English and Spanish are complete, and every text can be translated."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.utils.translation import to_locale

from thousandfold.settings.languages import BY_CODE, LANGUAGES
from thousandfold_exercises.words import in_other_languages

SITE = Path(__file__).resolve().parents[2] / "src" / "thousandfold"
CATALOGUE = SITE / "locale" / "es" / "LC_MESSAGES" / "django.po"
PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|%[sd]")


@pytest.fixture(scope="module")
def spanish() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_text_has_its_spanish(spanish):
    missing = [entry.msgid for entry in spanish if not all(texts(entry)) or "fuzzy" in entry.flags]
    assert missing == []


#: How many forms a counted word has in each language (Unicode CLDR, plural rules of cardinals
#: without the form of whole millions that Spanish has since CLDR 38).
FORMS = {"es": 2, "vi": 1, "zh_Hans": 1, "zh_Hant": 1, "tl": 2}


def broken_plurals(catalogue: polib.POFile, folder: str) -> list[str]:
    """Counted texts with another number of forms than the language has, or with half of them."""
    told = re.search(r"nplurals=(\d)", catalogue.metadata["Plural-Forms"])
    found = [] if told and int(told[1]) == FORMS[folder] else ["the head of the catalogue"]
    for entry in catalogue:
        forms = entry.msgstr_plural.values()
        whole = len(forms) == FORMS[folder] and (all(forms) or not any(forms))
        if entry.msgid_plural and not whole:
            found.append(entry.msgid)
    return found


@pytest.mark.parametrize("folder", FORMS)
def test_every_plural_has_as_many_forms_as_the_language(folder):
    assert broken_plurals(catalogue_of(folder), folder) == []


@pytest.mark.sabotage("test_every_plural_has_as_many_forms_as_the_language")
def test_a_plural_with_a_form_too_few_is_noticed():
    catalogue = polib.POFile()
    catalogue.metadata = {"Plural-Forms": "nplurals=2; plural=(n != 1);"}
    for forms in ({0: "una"}, {0: "una", 1: ""}, {0: "una", 1: "dos"}):
        text = f"{len(catalogue)} one"
        entry = polib.POEntry(msgid=text, msgid_plural="many", msgstr_plural=forms)
        catalogue.append(entry)
    assert broken_plurals(catalogue, "es") == ["0 one", "1 one"]
    assert broken_plurals(catalogue, "vi")[0] == "the head of the catalogue"


def test_places_in_a_text_are_the_same_in_spanish(spanish):
    def places(text: str) -> set[str]:
        return {match.group(0) for match in PLACE.finditer(text)}

    wrong = []
    for entry in spanish:
        known = places(entry.msgid) | places(entry.msgid_plural or "")
        for text in texts(entry):
            if places(text) - known or (not entry.msgid_plural and places(text) != known):
                wrong.append(entry.msgid)
    assert wrong == []


# --- languages that are partial yet ------------------------------------------------------

#: Codes as folders of the catalogues spell them.
PARTIAL = {one.code: to_locale(one.code) for one in LANGUAGES if one.partial}


def catalogue_of(folder: str) -> polib.POFile:
    return polib.pofile(str(SITE / "locale" / folder / "LC_MESSAGES" / "django.po"))


def broken_places(catalogue: polib.POFile) -> list[str]:
    """Translated texts whose places are not those of the English."""
    found = []
    for entry in catalogue:
        known = sorted(match.group(0) for match in PLACE.finditer(entry.msgid))
        more = {match.group(0) for match in PLACE.finditer(entry.msgid_plural or "")}
        for text in filter(None, texts(entry)):
            places = sorted(match.group(0) for match in PLACE.finditer(text))
            if places != known and not (entry.msgid_plural and set(places) <= {*known, *more}):
                found.append(entry.msgid)
    return found


@pytest.mark.parametrize("folder", PARTIAL.values())
def test_a_partial_language_keeps_its_places_and_guesses_nothing(folder, spanish):
    catalogue = catalogue_of(folder)
    assert broken_places(catalogue) == []
    assert [entry.msgid for entry in catalogue if "fuzzy" in entry.flags] == []
    assert {entry.msgid for entry in catalogue} == {entry.msgid for entry in spanish}


@pytest.mark.sabotage("test_a_partial_language_keeps_its_places_and_guesses_nothing")
def test_a_lost_place_is_noticed():
    entry = polib.POEntry(msgid="%(who)s, {n}", msgstr="%(who)s")
    catalogue = polib.POFile()
    catalogue.append(entry)
    assert broken_places(catalogue) == ["%(who)s, {n}"]


def test_a_language_that_is_not_whole_says_so():
    """The mark may go once every text is there and a person has read them."""
    whole = [one for one in LANGUAGES if not one.partial]
    assert [one.code for one in whole] == ["en", "es"]


@pytest.mark.parametrize("code", PARTIAL)
def test_exercises_speak_a_partial_language_with_the_same_places(code):
    said = {english: found.get(code, "") for english, found in in_other_languages().items()}
    wrong = [
        english
        for english, text in said.items()
        if sorted(PLACE.findall(english)) != sorted(PLACE.findall(text))
    ]
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("code", PARTIAL)
def test_a_page_in_a_partial_language_says_that_it_is(client, code):
    page = client.get("/help/", headers={"accept-language": code}).content.decode()
    assert f'<html lang="{code}"' in page
    assert BY_CODE[code].partial in page
    whole = client.get("/help/", headers={"accept-language": "es"}).content.decode()
    assert 'class="partial"' not in whole


@pytest.mark.gettext
def test_no_text_of_the_site_is_missing_from_the_catalogue(tmp_path, spanish):
    copy = tmp_path / "thousandfold"
    skip = shutil.ignore_patterns("packages", "static", "*.mo", "__pycache__")
    shutil.copytree(SITE, copy, ignore=skip)
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        "-l",
        "es",
        "--no-location",
        "--no-wrap",
        "-e",
        "html,txt,py",
        "-v",
        "0",
    ]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "thousandfold.settings.test"}
    subprocess.run(command, cwd=copy, env=env, check=True, capture_output=True)
    fresh = polib.pofile(str(copy / "locale" / "es" / "LC_MESSAGES" / "django.po"))
    now = {entry.msgid for entry in fresh if not entry.obsolete}
    known = {entry.msgid for entry in spanish}
    assert sorted(now - known) == [], "run tools/messages and translate"
    assert sorted(known - now) == [], "run tools/messages: these are no longer used"
