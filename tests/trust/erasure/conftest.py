"""A host with an administrator, for what is erased, held, kept and handed out."""

import pytest

from factories.host_fixtures import *  # noqa: F403 -- fixtures
from thousandfold.base.usecases import erasing, legal_holds


@pytest.fixture(autouse=True)
def kept_at_once(request, monkeypatch):
    """Inside a test's own transaction nothing is ever kept; what comes after that comes at once.

    The real order is held by test_cut_short.py, in processes that are killed. A test without a
    transaction of its own keeps what it does: there everything comes in its own time.
    """
    mark = request.node.get_closest_marker("django_db")
    if mark and mark.kwargs.get("transaction"):
        return
    for module in (erasing, legal_holds):
        monkeypatch.setattr(module, "on_commit", lambda act, robust=False: act())
