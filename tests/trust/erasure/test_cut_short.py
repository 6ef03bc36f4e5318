"""An erasure that is killed or meets an error at any step leaves a person whole, or gone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(__file__).with_name("cutting_off.py")


def cut_short(folder: Path, *words: str) -> dict[str, Any]:
    """The gate: steps after which a person is neither whole nor gone."""
    call = [sys.executable, str(PROGRAM), str(folder), *words]
    done = subprocess.run(call, capture_output=True, text=True, check=False, timeout=3600)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_an_erasure_cut_short_leaves_a_person_whole_or_gone(tmp_path):
    done = cut_short(tmp_path)
    assert done["findings"] == []
    assert done["steps"] >= 12


@pytest.mark.sabotage("test_an_erasure_cut_short_leaves_a_person_whole_or_gone")
def test_keys_that_go_before_the_rows_are_found(tmp_path):
    found = cut_short(tmp_path, "keys-first")["findings"]
    assert any("'rows': 2, 'words': ''" in one for one in found)
