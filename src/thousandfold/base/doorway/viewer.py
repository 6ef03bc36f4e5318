# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is looking: worked out anew on every request, so that an ended role ends at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled

from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Account, Host, Role


@dataclass(frozen=True)
class Viewer:
    """An account (or nobody) at a host (or none), with the roles open now.

    ``roles`` holds (kind, subject) pairs; the subject is the cohort or call that a
    role is limited to, or None. ``place`` is the place at an exercise table that a
    phone holds. ``lent_to`` is the administrator who looks through these eyes; what is
    confidential between two people asks for it. ``by_card``: a printed card signed in, which
    others may have seen.
    """

    account: Account | None = None
    host: Host | None = None
    roles: frozenset[tuple[str, UUID | None]] = field(default=frozenset())
    second_factor: bool = False
    place: UUID | None = None
    lent_to: UUID | None = None
    by_card: bool = False

    @property
    def actor(self) -> UUID | None:
        """The id that the trail keeps."""
        return self.account.id if self.account else self.place

    def has(self, kind: RoleKind, subject: UUID | None = None) -> bool:
        """True with an open role of this kind, for this subject or for all."""
        return (kind.value, None) in self.roles or (
            subject is not None and (kind.value, subject) in self.roles
        )

    def subjects(self, kind: RoleKind) -> frozenset[UUID]:
        """The cohorts or calls that the viewer's roles of a kind are limited to."""
        return frozenset(s for k, s in self.roles if k == kind.value and s is not None)


NOBODY = Viewer()


def viewer_at(account: Account | None, host: Host | None) -> Viewer:
    """The viewer that an account is at a host."""
    if account is None or host is None:
        return Viewer(account=account, host=host)
    open_roles = Role.objects.with_scope(host=host).filter(account=account, ended_at__isnull=True)
    roles = frozenset(open_roles.values_list("kind", "subject"))
    asked = any(
        k == RoleKind.ADMINISTRATOR or (k == RoleKind.STAFF and host.staff_second_factor_from)
        for k, _ in roles
    )
    second = is_mfa_enabled(account) if asked else False
    return Viewer(account=account, host=host, roles=roles, second_factor=second)
