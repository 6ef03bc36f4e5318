# SPDX-License-Identifier: AGPL-3.0-or-later
"""Printed cards that sign somebody without e-mail in: made, used once, taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer, viewer_at
from thousandfold.base.ids import as_typed, code
from thousandfold.base.models import Account, Host, Role, SignInCard
from thousandfold.base.permissions import Permission, require
from thousandfold.base.scope import every_host, inside
from thousandfold.base.signing_in.guessing import BY_CARD, CARD_LETTERS, begin, digest
from thousandfold.base.signing_in.sessions import end_sessions_of
from thousandfold_core.errors import Refusal

#: A card waits so long for its one use; the sign-in that it opens lasts so long.
WAITS, OPENS_FOR = timedelta(days=14), timedelta(hours=2)
PURPOSE = "sign-in-card"


class HasAnAddress(Refusal):
    """Who has an e-mail address signs in by it: nobody else prints a way in for them."""

    code = "card-has-an-address"
    text = "This person signs in by e-mail. Cards are for people without an address."


class CardsAreForMembers(Refusal):
    """A card in a drawer must not open what staff or committees see."""

    code = "cards-are-for-members"
    text = "Cards are for members of cohorts of this host alone, not for people with other roles."


class NoSuchCard(Refusal):
    """Wrong, used, taken back, or too old: the same words for each."""

    code = "no-such-sign-in-card"
    text = "This card does not open anything now. Each works once: ask your host for a new one."


def issue_card(
    *, viewer: Viewer, account: Account, about: object, at: datetime
) -> tuple[SignInCard, str]:
    """Make a card for an account, and its code to print; earlier cards stop working.

    ``about`` is the cohort that the viewer may make cards for.

    Raises:
        NotAllowed: unless the viewer may make cards there.
        HasAnAddress, CardsAreForMembers.
    """
    require(viewer, Permission.CARD_MAKE, about)
    if account.email:
        raise HasAnAddress
    with every_host("a card opens one host and nothing beyond members' pages"):
        roles = set(Role.objects.filter(account=account, ended_at=None).values_list("host", "kind"))
    if viewer.host is None or roles != {(viewer.host.pk, RoleKind.MEMBER.value)}:
        raise CardsAreForMembers
    letters = code(CARD_LETTERS)
    with transaction.atomic():
        _end_waiting(account, at)
        card = SignInCard.objects.create(
            host=viewer.host,
            account=account,
            digest=digest(letters, PURPOSE),
            issued_by=viewer.actor,
            issued_at=at,
            until=at + WAITS,
        )
        trail.record(viewer, "made_card", card, at)
    return card, letters


def take_back_cards(*, viewer: Viewer, account: Account, about: object, at: datetime) -> int:
    """End the cards that wait, and every sign-in of the account; return how many waited.

    Raises:
        NotAllowed: unless the viewer may make cards there.
        HasAnAddress: when the account is none that cards are made for.
    """
    require(viewer, Permission.CARD_MAKE, about)
    if account.email:
        raise HasAnAddress
    with transaction.atomic():
        waited = list(SignInCard.objects.filter(account=account, used_at=None, ended_at=None))
        _end_waiting(account, at)
        end_sessions_of(account.pk)
        for one in waited:
            trail.record(viewer, "took_card_back", one, at)
    return len(waited)


def use_card(*, typed: str, address: str, at: datetime) -> SignInCard:
    """Use a card: it counts once. Returns it with its account and host.

    Raises:
        TooManyWrongTries: when too many wrong ones came.
        NoSuchCard: for any card that does not count now.
    """
    begun = begin(BY_CARD, address=address, at=at)
    with every_host("a card names its host, which is not known yet"):
        rows = SignInCard.objects.filter(digest=digest(as_typed(typed), PURPOSE))
        card = rows.select_related("account", "host").first()
    if card is None or not card.counts(at) or not _may_enter(card.account, card.host):
        raise NoSuchCard
    with transaction.atomic(), inside(card.host):
        unused = SignInCard.objects.filter(pk=card.pk, used_at=None, ended_at=None)
        if not unused.update(used_at=at):
            raise NoSuchCard
        trail.record(viewer_at(card.account, card.host), "used_card", card, at)
    begun.was_right()
    return card


def _may_enter(account: Account, host: Host) -> bool:
    return account.is_active and bool(viewer_at(account, host).roles)


def _end_waiting(account: Account, at: datetime) -> None:
    waiting = SignInCard.objects.filter(account=account, used_at=None, ended_at=None)
    waiting.update(ended_at=at)
