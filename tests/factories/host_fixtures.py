"""A host, its people and another host: fixtures that several folders of tests share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from factories.hosts import make_host, make_viewer
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Host
from thousandfold.base.scope import inside

__all__ = ["administrator", "here", "host", "other_host", "staff"]


@pytest.fixture
def host(db: None) -> Host:
    """A host of its own."""
    return make_host()


@pytest.fixture
def other_host(db: None) -> Host:
    """Another host on the same installation."""
    return make_host("up-north")


@pytest.fixture
def here(host: Host) -> Iterator[Host]:
    """Work inside the host."""
    with inside(host):
        yield host


@pytest.fixture
def staff(host: Host) -> Viewer:
    """Staff of the host."""
    return make_viewer(host, RoleKind.STAFF)


@pytest.fixture
def administrator(host: Host) -> Viewer:
    """An administrator of the host, behind a second factor."""
    return replace(make_viewer(host, RoleKind.ADMINISTRATOR), second_factor=True)
