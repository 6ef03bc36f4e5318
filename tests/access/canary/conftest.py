"""The world with a canary in every text."""

from __future__ import annotations

import pytest

from access.canary.field import Field
from access.world import World


@pytest.fixture(scope="module")
def field(world: World) -> Field:
    """Every text of every row holds a word of its own."""
    return Field(world)
