"""What every test may lean on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from thousandfold.settings.catalogues import compile_all

compile_all(Path(__file__).resolve().parents[1] / "src" / "thousandfold")

NOW = datetime(2026, 3, 7, 17, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """A fixed moment: time is handed in."""
    return NOW


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Each test begins in English, whatever language the one before it left behind."""
    from django.utils import translation

    translation.activate("en")
    yield
    translation.deactivate()
