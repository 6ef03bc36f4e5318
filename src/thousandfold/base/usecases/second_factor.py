# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking somebody's second factor off, so that a lost phone locks nobody out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation

from thousandfold.base import trail
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import NOBODY, Viewer
from thousandfold.base.models import Account, Host, Role
from thousandfold.base.permissions import Permission, require
from thousandfold.base.scope import every_host, inside
from thousandfold.base.signing_in.guessing import SECOND_FACTOR, forgive
from thousandfold.base.signing_in.sessions import end_sessions_of
from thousandfold_core.errors import Refusal


class NoSecondFactor(Refusal):
    """There is none to take off."""

    code = "no-second-factor"
    text = "This person has no second factor."


class OwnSecondFactor(Refusal):
    """One's own is taken off on one's own page, by whoever still has it."""

    code = "own-second-factor"
    text = "This is your own. Take it off under “Second factor”, or ask another administrator."


class AdministersElsewhere(Refusal):
    """One host's administrator must not weaken another's."""

    code = "administers-elsewhere"
    text = (
        "This person is an administrator of another host too. "
        "Whoever runs the computer can take it off."
    )


def take_off_second_factor(*, viewer: Viewer, account: Account, at: datetime) -> None:
    """Take somebody's second factor and recovery codes off; all their sign-ins end.

    They and the host's administrators get a message at once; the trail keeps a line.

    Raises:
        NotAllowed: unless the viewer may give roles, and the person has one here.
        OwnSecondFactor, AdministersElsewhere, NoSecondFactor.
    """
    require(viewer, Permission.ROLE_GIVE)
    if account == viewer.account:
        raise OwnSecondFactor
    with every_host("who administers another host is protected from this one"):
        open_roles = Role.objects.filter(account=account, ended_at=None)
        here = open_roles.filter(host=viewer.host).exists()
        elsewhere = open_roles.filter(kind=RoleKind.ADMINISTRATOR).exclude(host=viewer.host)
        if not here or elsewhere.exists():
            raise AdministersElsewhere
    with transaction.atomic():
        _take_off(account)
        trail.record(viewer, "took_off_second_factor", account, at)
        told = _told(account)
        words = {"who": str(account), "by": str(viewer.account), "host": str(viewer.host)}
        transaction.on_commit(lambda: _tell(told, words))


def take_off_from_the_computer(*, account: Account, at: datetime) -> list[Host]:
    """The same by whoever runs the computer: the last administrator's way in.

    Each host where the person has a role keeps a line in its trail, without a name.

    Raises:
        NoSecondFactor: when there is none.
    """
    with every_host("the account may have roles at several hosts"):
        ids = Role.objects.filter(account=account, ended_at=None).values_list("host", flat=True)
        hosts = list(Host.objects.filter(pk__in=list(ids)))
    with transaction.atomic():
        _take_off(account)
        for host in hosts:
            with inside(host):
                trail.record(replace(NOBODY, host=host), "took_off_second_factor", account, at)
    return hosts


def _take_off(account: Account) -> None:
    gone, _each = Authenticator.objects.filter(user=account).delete()
    if not gone:
        raise NoSecondFactor
    forgive(SECOND_FACTOR, str(account.pk))
    end_sessions_of(account.pk)


def _told(account: Account) -> list[Account]:
    """The person and the host's administrators, as far as they have an address."""
    rows = Role.objects.filter(kind=RoleKind.ADMINISTRATOR, ended_at=None)
    who = Q(pk=account.pk) | Q(pk__in=rows.values("account"))
    return list(Account.objects.filter(who).exclude(email=None))


def _tell(accounts: list[Account], words: dict[str, str]) -> None:
    for one in accounts:
        with translation.override(one.language):
            subject = render_to_string("account/email/second_factor_off_subject.txt", words)
            body = render_to_string("account/email/second_factor_off_message.txt", words)
        send_mail(" ".join(subject.split()), body, None, [str(one.email)])
