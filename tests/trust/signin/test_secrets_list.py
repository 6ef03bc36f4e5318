"""Every secret that the product gives out stands in a table, long enough for what it opens."""

from __future__ import annotations

import ast
import csv
import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from thousandfold.base.ids import ALPHABET
from thousandfold.base.signing_in.guessing import BY_CARD, BY_MAIL, SET_UP
from thousandfold.exercises import codes
from thousandfold.recruitment.usecases.seating import CARD_LETTERS

ROOT = Path(__file__).resolve().parents[3]
SOURCE = ROOT / "src" / "thousandfold"
TABLE = ROOT / "docs" / "reference" / "secrets.csv"
#: Calls that draw what nobody should foresee, or sign what nobody should forge.
MAKES = {
    "secrets.token_urlsafe",
    "secrets.token_hex",
    "secrets.token_bytes",
    "secrets.choice",
    "secrets.randbelow",
    "signing.dumps",
    "os.urandom",
    "ids.code",
    "codes.spoken",
    "codes.device_token",
    "thousandfold.base.ids.code",
    "django.utils.crypto.get_random_string",
    "django.core.signing.dumps",
}
#: A secret of fewer bits than this is kept as a digest, or stands in an own row of reasons below.
BITS = 112
#: Short secrets that are not digests: on a wall, on cards printed again, in the server's files.
SHORT_AND_PLAIN = {
    "room code",
    "personal card of a room",
    "set-up code",
    "nomination form",
    "second factor",
    "recovery code",
}


def rows() -> list[dict[str, str]]:
    """The table."""
    with TABLE.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def listed() -> set[str]:
    """Every place that the table names."""
    return {one for row in rows() for one in row["made"].split() if "::" in one}


def makers(source: str, name: str) -> Iterator[str]:
    """Places in a file that make something secret: ``file::function``."""
    tree = ast.parse(source)
    came = {
        each.asname or each.name: f"{node.module}.{each.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for each in node.names
    }
    yield from _within(tree, "", came, name)


def _within(node: ast.AST, inside: str, came: dict[str, str], name: str) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        named = isinstance(child, ast.FunctionDef | ast.ClassDef)
        if isinstance(child, ast.Call) and _called(child.func, came) in MAKES:
            yield f"{name}::{inside}"
        yield from _within(child, child.name if named else inside, came, name)  # type: ignore[attr-defined]


def _called(function: ast.expr, came: dict[str, str]) -> str:
    if isinstance(function, ast.Name):
        return came.get(function.id, function.id)
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return f"{function.value.id}.{function.attr}"
    return ""


def unlisted(more: str = "") -> list[str]:
    """Places that make a secret and stand in no row; ``more`` is looked at as one more file."""
    found = {
        one
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
        for one in makers(path.read_text(encoding="utf-8"), str(path.relative_to(SOURCE)))
    }
    found |= set(makers(more, "more.py"))
    return sorted(found - listed())


def gone() -> list[str]:
    """Places in the table where nothing secret is made any more."""
    made = {
        one
        for path in SOURCE.rglob("*.py")
        for one in makers(path.read_text(encoding="utf-8"), str(path.relative_to(SOURCE)))
    }
    return sorted(listed() - made - {"base/ids.py::uuid7"})


def kept_too_openly(table: list[dict[str, str]]) -> list[str]:
    """Short secrets that lie readable without a reason."""
    return [
        row["secret"]
        for row in table
        if 0 < int(row["bits"]) < BITS
        and not row["secret"].startswith("no secret")
        and not row["kept as"].startswith(("keyed digest", "nothing"))
        and row["secret"] not in SHORT_AND_PLAIN
    ]


def test_every_place_that_makes_a_secret_stands_in_the_table() -> None:
    assert unlisted() == []


def test_the_table_names_nothing_that_is_gone() -> None:
    assert gone() == []


def test_short_secrets_are_kept_as_digests() -> None:
    assert kept_too_openly(rows()) == []


@pytest.mark.sabotage("test_every_place_that_makes_a_secret_stands_in_the_table")
def test_a_new_secret_that_nobody_wrote_down_is_seen() -> None:
    planted = "import secrets\ndef new_door():\n    return secrets.token_urlsafe(8)\n"
    assert set(unlisted(planted)) - set(unlisted()) == {"more.py::new_door"}


@pytest.mark.sabotage("test_short_secrets_are_kept_as_digests")
def test_a_short_secret_that_lies_open_is_seen() -> None:
    planted = {"secret": "new code", "bits": "40", "kept as": "as it is"}
    assert kept_too_openly([*rows(), planted]) == ["new code"]


def test_the_bits_are_those_of_the_code() -> None:
    said = {row["secret"]: int(row["bits"]) for row in rows()}
    letter = math.log2(len(ALPHABET))
    assert said["code by mail"] == math.log2(BY_MAIL.codes)
    assert said["sign-in card"] == math.log2(BY_CARD.codes)
    assert said["set-up code"] == math.log2(SET_UP.codes)
    assert said["room code"] == codes.SPOKEN * letter
    assert said["way back"] == codes.WAY_BACK * letter
    assert said["personal card of a room"] == CARD_LETTERS * letter


def test_every_secret_says_all_about_itself() -> None:
    for row in rows():
        assert row["secret"] and row["opens"] and row["made"] and row["bits"].isdigit()
        if not row["secret"].startswith("no secret"):
            assert row["lasts"] and row["tries"] and row["kept as"], row["secret"]
