# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking the demo region away again, whole."""

from __future__ import annotations

from django.apps import apps
from django.db import transaction
from django.db.models import Model, ProtectedError

from thousandfold.base.models import Account, Host, HostOwned
from thousandfold.base.scope import every_host
from thousandfold.pages.demo.data import DOMAIN


def forget_demo(host: Host) -> None:
    """Delete everything of a demo host, and its invented accounts.

    Raises:
        ValueError: for a host that is no demo.
    """
    if not host.is_demo:
        raise ValueError("Only a demo host is ever deleted whole.")
    with transaction.atomic(), every_host("a demo host is taken away whole"):
        waiting = [one for one in apps.get_models() if issubclass(one, HostOwned)]
        while waiting:
            left = [one for one in waiting if not _emptied(one, host)]
            if len(left) == len(waiting):
                raise ProtectedError("The demo host cannot be deleted.", set())
            waiting = left
        host.delete()
        invented = Account.objects.filter(email__endswith=f"@{DOMAIN}")
        invented.exclude(id__in=_elsewhere()).delete()


def _emptied(model: type[Model], host: Host) -> bool:
    """Delete the host's rows of a table; False while others still lean on them."""
    try:
        with transaction.atomic():
            model._base_manager.filter(host=host).delete()
    except ProtectedError:
        return False
    return True


def _elsewhere() -> list[object]:
    from thousandfold.base.models import Role

    return list(Role.objects.values_list("account", flat=True))
