"""Hosts and people who sign in, for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password

from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer, viewer_at
from thousandfold.base.models import Account, Host, Role
from thousandfold.base.scope import inside

AT = datetime(2026, 3, 7, 17, 0, tzinfo=UTC)


def make_host(slug: str = "south-bay", *, is_demo: bool = False) -> Host:
    """A host."""
    return Host.objects.create(
        slug=slug,
        name=slug.replace("-", " ").title(),
        region="South Bay",
        created_at=AT,
        is_demo=is_demo,
    )


def make_viewer(
    host: Host, *kinds: RoleKind, email: str = "", subject: UUID | None = None
) -> Viewer:
    """Somebody with these roles at the host."""
    name = email or f"{'-'.join(k.value for k in kinds) or 'nobody'}@{host.slug}.example"
    given = {"name": name.split("@")[0], "password": make_password(None)}
    account, _ = Account.objects.get_or_create(email=name, defaults=given)
    with inside(host):
        for kind in kinds:
            Role.objects.create(host=host, account=account, kind=kind, subject=subject, since=AT)
    return viewer_at(account, host)
