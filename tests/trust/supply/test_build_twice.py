"""Two builds of one tree give one wheel, byte for byte, wherever and whenever they happen."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from trust.supply.locks import ROOT

#: What a wheel is built from.
PARTS = ("src", "licences", "pyproject.toml", "README.md", "hatch_build.py")


def tree(into: Path, minutes: int) -> Path:
    """A copy of the sources whose files are so many minutes old, without what was compiled."""
    drop = shutil.ignore_patterns("__pycache__", "*.pyc", "*.mo", "*.egg-info")
    for name in PARTS:
        part = ROOT / name
        if part.is_dir():
            shutil.copytree(part, into / name, ignore=drop)
        else:
            shutil.copyfile(part, into / name)
    for path in into.rglob("*"):
        then = path.stat().st_mtime - 60 * minutes
        os.utime(path, (then, then))
    return into


def wheel(source: Path, out: Path) -> Path:
    """The wheel of a tree."""
    call = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    env = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    subprocess.run(call, cwd=source, check=True, capture_output=True, env=env)
    return next(out.glob("*.whl"))


def differing(tmp_path: Path, change: Callable[[Path], object] = lambda tree: None) -> list[str]:
    """Digests of two builds where they differ; ``change`` is done to the second tree."""
    digests = []
    for number in (1, 2):
        source = tree(tmp_path / f"tree-{number}", minutes=number * 1000)
        if number == 2:
            change(source)
        built = wheel(source, tmp_path / f"out-{number}")
        digests.append(f"{built.name} {hashlib.sha256(built.read_bytes()).hexdigest()}")
    return [] if digests[0] == digests[1] else digests


def test_two_builds_give_the_same_wheel(tmp_path: Path) -> None:
    assert differing(tmp_path) == []


@pytest.mark.sabotage("test_two_builds_give_the_same_wheel")
def test_a_wheel_with_the_hour_in_it_is_noticed(tmp_path: Path) -> None:
    def stamp(source: Path) -> None:
        (source / "src" / "thousandfold" / "built_at.txt").write_text("10:04")

    assert differing(tmp_path, stamp)
