"""What a server carries from its start: nothing that only a later hour needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("numpy", "highspy", "typst", "openpyxl")
START = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "thousandfold.settings.test"
import django
django.setup()
import thousandfold.urls
from thousandfold.exercises.playing import exercises
assert "forest" in exercises()
{more}
print(*[name for name in {heavy!r} if name in sys.modules])
"""


def loaded(more: str = "") -> list[str]:
    """Heavy libraries that a start has loaded, with every page's code and every exercise."""
    command = [sys.executable, "-c", START.format(heavy=HEAVY, more=more)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def test_a_start_loads_no_heavy_library():
    assert loaded() == []


@pytest.mark.parametrize("name", ["numpy"])
def test_a_heavy_library_at_the_start_is_noticed(name):
    assert loaded(f"import {name}") == [name]
