# SPDX-License-Identifier: AGPL-3.0-or-later
"""A call of the demo region as its data tell it: written three days ahead, opened on its day."""

from __future__ import annotations

from typing import Any

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.pages.demo.data import Days
from thousandfold.people.models import Coalition
from thousandfold.recruitment.models import Call
from thousandfold.recruitment.usecases.calls import open_call, write_call


def called(viewer: Viewer, coalition: Coalition, data: dict[str, Any], days: Days) -> Call:
    """Write the call and open it. The host is in scope."""
    opens = days.day(data["opens"])
    call = write_call(
        viewer=viewer,
        coalition=coalition,
        title=data["title"],
        programme=data["programme"],
        welcome=data["welcome"],
        size_least=data["size"],
        size_most=data["size"],
        opens_on=opens,
        closes_on=days.day(data["closes"]),
        at=days.then(data["opens"] - 3),
    )
    return open_call(viewer=viewer, call=call, today=opens, at=days.then(data["opens"]))
