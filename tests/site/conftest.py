"""A host with staff, and a browser signed in as staff."""

from __future__ import annotations

import pytest
from django.test import Client

from factories.host_fixtures import *  # noqa: F403 -- fixtures
from thousandfold.base.doorway.viewer import Viewer


@pytest.fixture
def staff_client(staff: Viewer) -> Client:
    """A browser signed in as staff."""
    client = Client()
    client.force_login(staff.account)
    return client
