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


def test_every_plural_has_as_many_forms_as_the_language(spanish):
    forms = int(re.search(r"nplurals=(\d)", spanish.metadata["Plural-Forms"]).group(1))
    wrong = [e.msgid for e in spanish if e.msgid_plural and len(e.msgstr_plural) != forms]
    assert wrong == []


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
