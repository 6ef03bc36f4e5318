# SPDX-License-Identifier: AGPL-3.0-or-later
"""Loading the demo region, stage by stage, through the use cases that people use."""

from __future__ import annotations

from datetime import datetime

from thousandfold.base.models import Account, Host
from thousandfold.base.usecases.hosts import set_up_host

NAME = "South Bay Rising Together (demo)"
ADMINISTRATOR = "marisol.ibarra@south-bay.example"


def demo_host() -> Host | None:
    """The demo host, if it has been made."""
    return Host.objects.filter(is_demo=True).order_by("created_at").first()


def demo_account(host: Host) -> Account:
    """The invented administrator of the demo host."""
    return Account.objects.get(email=ADMINISTRATOR)


def load_demo(at: datetime) -> Host:
    """Make the demo region."""
    host, _account = set_up_host(
        name=NAME,
        region="South Bay, California",
        administrator=ADMINISTRATOR,
        administrator_name="Marisol Ibarra",
        language="en",
        timezone="America/Los_Angeles",
        at=at,
        is_demo=True,
    )
    return host
