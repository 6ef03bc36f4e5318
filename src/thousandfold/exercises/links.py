# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses that stand for a person or a room: signed links, and what the QR code says."""

from __future__ import annotations

from uuid import UUID

from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

from thousandfold.base.site import reachable
from thousandfold.exercises.models import Place, Room, Run
from thousandfold.recruitment.models import Member

MEMBER_SALT = "thousandfold.room.member"
PAPER_SALT = "thousandfold.paper"


def link_for(member: Member) -> str:
    """The personal address that brings a member into their room without a code.

    For the square on a member's card. Opening it changes nothing; pressing its button does.
    Staff print it, so it opens no words that another phone kept for their author.
    """
    token = signing.dumps(str(member.id), salt=MEMBER_SALT, compress=False)
    return reverse("exercises:by-link", args=[token])


def member_of(token: str) -> UUID | None:
    """The member that a link names, or None when it is not ours."""
    try:
        return UUID(signing.loads(token, salt=MEMBER_SALT))
    except (signing.BadSignature, ValueError):
        return None


def confirm_link(run: Run, place: Place) -> str:
    """The author's address to confirm what was typed in from paper."""
    token = signing.dumps([str(run.id), str(place.id)], salt=PAPER_SALT, compress=False)
    return reverse("exercises:confirm", args=[token])


def run_and_place_of(token: str) -> tuple[UUID, UUID] | None:
    """The run and place that a link names, or None when it is not ours."""
    try:
        run, place = (UUID(one) for one in signing.loads(token, salt=PAPER_SALT))
    except (signing.BadSignature, ValueError):
        return None
    return run, place


def join_address(request: HttpRequest, room: Room) -> str:
    """What the QR code says: the door with the code of the moment, as phones can reach it."""
    return reachable(request, reverse("exercises:join-code", args=[room.code]))
