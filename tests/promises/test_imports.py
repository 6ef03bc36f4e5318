"""The import contracts hold, and planted violations are caught."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = Path(sys.executable).with_name("lint-imports")

PLANTED = {
    "core-knows-no-framework": ("thousandfold_core/chance.py", "import django"),
    "three-packages": ("thousandfold_core/chance.py", "import thousandfold_exercises.closing"),
    "stages": ("thousandfold/people/choices.py", "from thousandfold.recruitment import choices"),
    "inside-an-app": (
        "thousandfold/people/models/person.py",
        "from thousandfold.people import queries",
    ),
    "sealed-fields": (
        "thousandfold/people/queries.py",
        "from thousandfold.base.secrets import unseal",
    ),
}


def lint(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(folder / "src")}
    return subprocess.run(
        [LINT, "--no-cache", *words],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_import_contracts_hold():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("planted")
    skip = shutil.ignore_patterns("packages", "static", "templates", "locale", "__pycache__")
    shutil.copytree(ROOT / "src", folder / "src", ignore=skip)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.mark.parametrize("contract", sorted(PLANTED))
def test_a_planted_violation_is_caught(copy, contract):
    name, line = PLANTED[contract]
    file = copy / "src" / name
    before = file.read_text()
    file.write_text(f"{before}\n{line}\n")
    try:
        done = lint(copy, "--contract", contract)
    finally:
        file.write_text(before)
    assert done.returncode == 1
    assert "BROKEN" in done.stdout
