# SPDX-License-Identifier: AGPL-3.0-or-later
"""Working inside one host. Outside a scope, reading host-owned rows raises."""

from __future__ import annotations

from contextlib import AbstractContextManager

from django_scopes import scope, scopes_disabled

from thousandfold.base.models import Host


def inside(host: Host) -> AbstractContextManager[None]:
    """Work inside one host."""
    return scope(host=host)


def every_host(reason: str) -> AbstractContextManager[None]:
    """Look across hosts. The reason is for the reader of the code.

    Only for: resolving a token or an account, start-up checks, backup, upgrade.
    """
    if not reason:
        raise ValueError("Looking across hosts needs a reason.")
    return scopes_disabled()
