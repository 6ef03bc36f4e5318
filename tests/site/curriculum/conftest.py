"""The small programme instead of the shipped one."""

from __future__ import annotations

from pathlib import Path

import pytest

from factories.programmes import ship, write_programme


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the small programme, the only one that is here."""
    folder = write_programme(tmp_path)
    ship(monkeypatch, tmp_path)
    return folder
