"""Every package's licence is known, listed, and goes with AGPL and Apache; the bill is whole."""

from __future__ import annotations

import csv
import importlib.util
import io
import re
from types import ModuleType

import pytest

from trust.supply.locks import ROOT, locked, text_of

#: Licences of what may be part of a work under AGPL-3.0-or-later: permissive ones, and
#: file-based copyleft that says so itself (MPL-2.0 section 3.3).
GOES_WITH_AGPL = frozenset(
    [
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "ISC",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "MPL-2.0",
        "PSF-2.0",
        "Unlicense",
        "Zlib",
    ]
)


def tool(name: str) -> ModuleType:
    """A tool of ours, as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bill_of_materials = tool("bill_of_materials")


def goes(expression: str) -> bool:
    """Whether a licence goes with ours: all of "AND", one of "OR"."""
    return bool(expression) and any(
        all(word.strip("() ") in GOES_WITH_AGPL for word in choice.split(" AND "))
        for choice in expression.split(" OR ")
    )


def unfit(table: str) -> list[str]:
    """Packages whose licence is not known or does not go with ours."""
    rows = csv.DictReader(io.StringIO(table))
    return [f"{row['package']}: {row['licence']}" for row in rows if not goes(row["licence"])]


def missing(bill: dict) -> list[str]:
    """What the lock has and the bill has not, and components without version, hash or licence."""
    parts = {re.sub(r"[-_.]+", "-", one["name"]).lower(): one for one in bill["components"]}
    wanted = {one.name: one.version for one in locked(text_of("run.lock"))}
    found = [name for name in wanted if name not in parts]
    for name, one in parts.items():
        hashes = [
            item for ref in one.get("externalReferences", []) for item in ref.get("hashes", [])
        ]
        if (
            one.get("version") != wanted.get(name)
            or not hashes
            or not goes(one["licenses"][0]["expression"])
        ):
            found.append(name)
    return found


def test_the_list_of_licences_is_that_of_the_lock() -> None:
    kept = bill_of_materials.TABLE.read_text(encoding="utf-8")
    assert kept == bill_of_materials.table(), "run tools/bill_of_materials.py"


def test_every_licence_goes_with_ours() -> None:
    assert unfit(bill_of_materials.table()) == []


@pytest.mark.sabotage("test_every_licence_goes_with_ours")
@pytest.mark.parametrize("licence", ["", "GPL-2.0-only", "MIT AND Proprietary", "SSPL-1.0 OR BUSL"])
def test_a_licence_that_does_not_is_noticed(licence: str) -> None:
    assert unfit(f"package,licence\nplanted,{licence}\n") == [f"planted: {licence}"]


@pytest.fixture(scope="module")
def bill() -> dict:
    """The bill as the tool makes it."""
    return bill_of_materials.bill()


def test_the_bill_of_materials_is_whole(bill: dict) -> None:
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert missing(bill) == []


@pytest.mark.sabotage("test_the_bill_of_materials_is_whole")
def test_a_part_that_is_not_on_the_bill_is_noticed(bill: dict) -> None:
    parts = bill["components"]
    without_hash = {**parts[1], "externalReferences": []}
    assert len(missing({**bill, "components": [without_hash, *parts[2:]]})) == 2
