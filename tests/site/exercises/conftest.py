"""A round at a table."""

from __future__ import annotations

import pytest

from factories.rooms import Round
from thousandfold.base.models import Host


@pytest.fixture
def round_(here: Host) -> Round:
    """Four people at a table."""
    return Round(here)
