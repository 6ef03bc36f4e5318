# SPDX-License-Identifier: AGPL-3.0-or-later
"""Setting up a host."""

from __future__ import annotations

import itertools
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from thousandfold.base import trail
from thousandfold.base.announcements import announce
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.editing import save_edited
from thousandfold.base.doorway.viewer import Viewer, viewer_at
from thousandfold.base.models import Account, Host, Role
from thousandfold.base.permissions import Permission, require
from thousandfold.base.scope import inside
from thousandfold_core.errors import Refusal


class HostNameTaken(Refusal):
    """Another host on this installation has this name. Params: ``name``."""

    code = "host-name-taken"
    text = "A host named {name} is already here. Choose another name, or ask its administrator in."


def set_up_host(
    *,
    name: str,
    region: str,
    administrator: str,
    administrator_name: str,
    language: str,
    timezone: str,
    at: datetime,
    is_demo: bool = False,
) -> tuple[Host, Account]:
    """Set up a host with its first administrator, who is also staff.

    Raises:
        HostNameTaken: when another host here has this name.
    """
    if Host.objects.filter(name__iexact=name).exists():
        raise HostNameTaken(name=name)
    with transaction.atomic():
        host = Host.objects.create(
            slug=_free_slug(name),
            name=name,
            region=region,
            timezone=timezone,
            language=language,
            is_demo=is_demo,
            created_at=at,
        )
        account = account_for(administrator, administrator_name, language)
        with inside(host):
            for kind in (RoleKind.ADMINISTRATOR, RoleKind.STAFF):
                Role.objects.create(host=host, account=account, kind=kind, since=at)
            trail.record(viewer_at(account, host), "set_up", host, at)
        announce("host_set_up", host=host.id)
    return host, account


def _free_slug(name: str) -> str:
    """A word for addresses: Latin letters of the name, or "host"; numbered where taken."""
    plain = slugify(name)[:50].strip("-") or "host"
    numbered = (f"{plain}-{number}" for number in itertools.count(2))
    words = itertools.chain([plain], numbered)
    return next(word for word in words if not Host.objects.filter(slug=word).exists())


def change_host(
    *,
    viewer: Viewer,
    host: Host,
    based_on: int,
    name: str,
    region: str,
    timezone: str,
    language: str,
    staff_second_factor_from: date | None = None,
    at: datetime,
) -> Host:
    """Change what a host is called and where it is. Its address stays.

    From ``staff_second_factor_from`` staff act only behind a second factor; None asks none.

    Raises:
        NotAllowed: unless the viewer may change the host.
        ChangedMeanwhile: when somebody else saved first.
    """
    require(viewer, Permission.HOST_CHANGE)
    with transaction.atomic():
        saved: Host = save_edited(  # type: ignore[assignment]
            host,
            based_on,
            name=name,
            region=region,
            timezone=timezone,
            language=language,
            staff_second_factor_from=staff_second_factor_from,
        )
        trail.record(viewer, "changed", saved, at)
    return saved


def account_for(email: str, name: str = "", language: str = "en") -> Account:
    """The account with this address, made if there is none."""
    email = email.strip().lower()
    found = Account.objects.filter(email=email).first()
    return found or Account.objects.create_user(email=email, name=name, language=language)
