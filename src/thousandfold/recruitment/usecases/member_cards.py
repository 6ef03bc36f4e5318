# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sign-in cards for members of a cohort who have no e-mail address."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Account, SignInCard
from thousandfold.base.permissions import Permission, require
from thousandfold.base.usecases.cards import HasAnAddress, issue_card, take_back_cards
from thousandfold.base.usecases.roles import open_role
from thousandfold.people.models import Person
from thousandfold.recruitment.choices import MemberState
from thousandfold.recruitment.models import Member
from thousandfold.recruitment.usecases.refusals import NotAMemberNow


def make_member_card(*, viewer: Viewer, member: Member, at: datetime) -> tuple[SignInCard, str]:
    """Make a card for a member, and an account without an address when they have none.

    Raises:
        NotAllowed: unless the viewer leads the cohort or is staff.
        NotAMemberNow: when they gave their place back.
        HasAnAddress: when they can sign in by e-mail, or their entry has an address.
        CardsAreForMembers: when they have other roles too.
    """
    require(viewer, Permission.CARD_MAKE, member.cohort)
    if member.state != MemberState.SEATED:
        raise NotAMemberNow
    with transaction.atomic():
        account = member.account or _account_for(viewer, member, at)
        return issue_card(viewer=viewer, account=account, about=member.cohort, at=at)


def take_back_member_cards(*, viewer: Viewer, member: Member, at: datetime) -> int:
    """End what a member's cards open or would open; return how many waited.

    Raises:
        NotAllowed: unless the viewer leads the cohort or is staff.
        HasAnAddress: when the member signs in by e-mail.
    """
    require(viewer, Permission.CARD_MAKE, member.cohort)
    if member.account is None:
        return 0
    return take_back_cards(viewer=viewer, account=member.account, about=member.cohort, at=at)


def _account_for(viewer: Viewer, member: Member, at: datetime) -> Account:
    """The account of the person behind the member, made where there is none."""
    person = member.person
    if person.email and person.account is None:
        raise HasAnAddress
    account = person.account or Account.objects.create_user(
        None, name=person.short, language=member.host.language
    )
    open_role(viewer=viewer, account=account, kind=RoleKind.MEMBER, subject=member.cohort_id, at=at)
    Member.objects.filter(pk=member.pk).update(account=account)
    Person.objects.filter(pk=person.pk, account=None).update(account=account)
    member.account = account
    return account
