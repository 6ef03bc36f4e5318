"""The process of the day's backup ends with its server, however early that ended."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from thousandfold.cli.keeping import daily_child


def test_it_ends_when_its_server_is_gone_already(monkeypatch: Any) -> None:
    monkeypatch.setattr(sys, "argv", ["daily_child", "300", "999999999"])
    monkeypatch.setattr("os.nice", lambda _more: pytest.fail("it went to work"))
    assert daily_child.main() == 0
