# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading sign-in cards."""

from __future__ import annotations

from datetime import datetime

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import SignInCard
from thousandfold.base.permissions import Permission, may
from thousandfold.recruitment.choices import MemberState
from thousandfold.recruitment.models import Cohort, Member


def without_address(viewer: Viewer, cohort: Cohort, at: datetime) -> list[Member]:
    """Seated members who have no address to sign in by, each with ``newest`` and ``waits``.

    Two queries; nobody for who may not make cards.
    """
    if not may(viewer, Permission.CARD_MAKE, cohort):
        return []
    rows = cohort.members.filter(state=MemberState.SEATED, account__email=None)
    members = list(rows.filter(person__email="").select_related("person"))
    held = [one.account_id for one in members if one.account_id]
    newest: dict[object, SignInCard] = {}
    for card in SignInCard.objects.filter(account__in=held).order_by("issued_at"):
        newest[card.account_id] = card
    for one in members:
        one.newest = newest.get(one.account_id)  # type: ignore[attr-defined]
        one.waits = bool(one.newest and one.newest.counts(at))  # type: ignore[attr-defined]
    return members
