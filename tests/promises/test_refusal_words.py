"""What the site refuses, it refuses in words that translators were given."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import thousandfold
import thousandfold_core
from thousandfold.base.refusals import worded_codes, wording
from thousandfold.recruitment.sayings import FILES
from thousandfold_core.errors import Refusal
from thousandfold_core.sheets.refusals import FILE_KINDS, IsAnotherKind

SITE = Path(thousandfold.__file__).parent
#: Modules of the core whose refusals no page can meet, and why.
NEVER_ON_PAGES = {
    "thousandfold_core.errors": "bases, and files given at the command line",
    "thousandfold_core.bodies.thresholds": "packs of bodies, which ship with the software",
    "thousandfold_core.curricula.archive": "packages given at the command line",
    "thousandfold_core.curricula.merge": "packages given at the command line",
    "thousandfold_core.curricula.stamp": "packages given at the command line",
    "thousandfold_core.curricula.unsafe": "packages given at the command line",
    "thousandfold_core.drawing.svg": "a fault of the program",
    "thousandfold_core.exercise.answers": "a fault of the program: pages refuse before",
    "thousandfold_core.exercise.checking": "rehearsals; pages check what they are sent themselves",
    "thousandfold_core.exercise.door": "the command line; pages say that it cannot be played",
    "thousandfold_core.exercise.rehearsal": "rehearsals",
    "thousandfold_core.values.ballot_box": "ballots given at the command line",
    "thousandfold_core.values.branches": "a fault of the program",
    "thousandfold_core.values.planks": "a fault of the program",
}


def refusals() -> Iterator[type[Refusal]]:
    """Every refusal of the core and of the site, but those of the command line."""
    for package in (thousandfold_core, thousandfold):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.startswith(("thousandfold.cli", "thousandfold.settings")):
                import_module(module.name)
    ahead: list[type[Refusal]] = [Refusal]
    for one in ahead:
        ahead += one.__subclasses__()
    ours = [one for one in ahead if one.__module__.startswith("thousandfold")]
    return (one for one in ours if not one.__module__.startswith("thousandfold.cli"))


def test_every_refusal_that_a_page_can_meet_has_words():
    known = worded_codes()
    wordless = {
        f"{one.__module__}: {one.code}"
        for one in refusals()
        if one.code not in known and one.__module__ not in NEVER_ON_PAGES
    }
    assert wordless == set()


def test_no_module_is_excused_that_has_words_for_everything():
    known = worded_codes()
    wordless = {one.__module__ for one in refusals() if one.code not in known}
    assert set(NEVER_ON_PAGES) - wordless == set()


def test_words_name_only_what_the_refusal_says_about_itself():
    from thousandfold.base.refusals import _WORDING

    parse = string.Formatter().parse
    unknown = {
        one.code: (text, one.text)
        for one in refusals()
        if (text := str(_WORDING.get(one.code, "")))
        for _, name, _, _ in parse(text)
        if name and name not in f"{one.text} {one.__doc__}"
    }
    assert unknown == {}


def test_every_kind_of_file_has_words():
    assert {english: str(text) for english, text in FILES.items()} == {
        english: english for english in FILE_KINDS.values()
    }


def test_a_kind_of_file_is_said_in_the_readers_language():
    from django.utils import translation

    with translation.override("es"):
        said = wording(IsAnotherKind(name="list.pdf", kind=FILE_KINDS["pdf"]))
    assert "es un PDF" in said


def test_no_page_takes_the_english_of_a_text_in_several_languages():
    """``Words.en`` is for the command line; pages ask for the reader's language."""
    taken = [
        f"{path.relative_to(SITE)}:{node.lineno}"
        for path in sorted(SITE.rglob("*.py"))
        if "cli" not in path.relative_to(SITE).parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "en"
    ]
    assert taken == []
