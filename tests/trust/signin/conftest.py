"""The made-up world of the access matrix, and limits that begin at nothing."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from access.conftest import world  # noqa: F401 -- a fixture


@pytest.fixture(autouse=True)
def _no_floods_counted_yet() -> None:
    """Limits against floods are counted in the cache, which outlives a test."""
    cache.clear()
