"""A cohort after its forest, with a platform begun."""

from __future__ import annotations

import pytest

from factories.forests import Grown
from factories.hosts import AT
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Host
from thousandfold.campaigns.models import Plank, Platform
from thousandfold.campaigns.usecases.platforms import draft_platform


@pytest.fixture
def grown(here: Host) -> Grown:
    """Five people who held the forest."""
    return Grown(here)


@pytest.fixture
def platform(grown: Grown, staff: Viewer) -> Platform:
    """A platform with five candidates."""
    return draft_platform(viewer=staff, cohort=grown.cohort, title="What we stand for", at=AT)


@pytest.fixture
def planks(platform: Platform) -> list[Plank]:
    """Its planks in their order."""
    return list(platform.planks.prefetch_related("derivations"))
