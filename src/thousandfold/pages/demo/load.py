# SPDX-License-Identifier: AGPL-3.0-or-later
"""Loading the demo region, stage by stage, through the use cases that people use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from thousandfold.base.doorway.viewer import viewer_at
from thousandfold.base.models import Account, Host
from thousandfold.base.scope import inside
from thousandfold.base.usecases.hosts import set_up_host
from thousandfold.pages.demo.data import Days, told
from thousandfold.people.models import Coalition
from thousandfold.people.usecases.coalitions import found_coalition

ZONE = "America/Los_Angeles"
#: The demo host was set up so long ago.
SINCE = timedelta(days=950)
Say = Callable[[Any], None]


def demo_host() -> Host | None:
    """The demo host, if it has been made."""
    return Host.objects.filter(is_demo=True).order_by("created_at").first()


def demo_account(host: Host) -> Account:
    """The invented administrator of the demo host."""
    return Account.objects.get(email=told("region")["host"]["administrator"])


def load_demo(at: datetime, say: Say = lambda line: None) -> Host:
    """Make the demo region as it stands at a moment; return the one that is there if it is.

    Everything or nothing: a load that fails leaves nothing behind.
    """
    with transaction.atomic(), override("en"):
        if found := demo_host():
            return found
        host, account, coalition = _set_up(at)
        with inside(host):
            _stages(host, account, coalition, Days(at, ZONE), say)
    return host


def _set_up(at: datetime) -> tuple[Host, Account, Coalition]:
    data = told("region")
    host, account = set_up_host(
        **data["host"], language="en", timezone=ZONE, at=at - SINCE, is_demo=True
    )
    coalition = found_coalition(
        host=host, account=account, name=data["coalition"]["name"], at=at - SINCE
    )
    return host, account, coalition


def _stages(host: Host, account: Account, coalition: Coalition, days: Days, say: Say) -> None:
    """One function a stage, in life-cycle order."""
    from thousandfold.pages.demo.call import load_call
    from thousandfold.pages.demo.earlier import load_earlier
    from thousandfold.pages.demo.platform import load_platform
    from thousandfold.pages.demo.region import load_region
    from thousandfold.pages.demo.room import load_room
    from thousandfold.pages.demo.sessions import load_sessions

    viewer = viewer_at(account, host)
    say(_("A coalition, its organisations and people, and two governing bodies."))
    load_region(viewer, coalition, days)
    say(_("An earlier cohort, from its call to its alumni."))
    load_earlier(viewer, coalition, days)
    say(_("A call, thirty nominees, a committee, and the cohort it led to."))
    cohort = load_call(viewer, coalition, days)
    say(_("Four weekends, two of them held."))
    load_sessions(viewer, cohort, days)
    say(_("The room: objects, trees, a forest, a closing."))
    load_room(viewer, cohort, days)
    say(_("A first platform."))
    load_platform(viewer, cohort, days)
