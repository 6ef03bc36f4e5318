# SPDX-License-Identifier: AGPL-3.0-or-later
"""A place at the exercise table (never a seat: that is of a governing body)."""

from __future__ import annotations

from django.db import models

from thousandfold.base.models import HostOwned
from thousandfold.base.privacy import P2
from thousandfold.exercises.choices import PlaceState
from thousandfold.exercises.models.room import Room
from thousandfold.recruitment.models import Member


class Place(HostOwned):
    """Somebody's place in a room, with or without an account, by phone or on paper.

    ``device`` is the hash of the token in the phone's cookie, and ``entered_at`` when
    it last came in, so that a phone knows which of its rooms it is in; ``way_back``
    is the hash of the short code that brings the place to another phone, made on the
    phone ``way_back_from``.
    ``by_card`` says that this phone showed no more than a card or a link: words that
    another phone kept to itself stay closed on it (docs/decisions/0081).
    """

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="places")
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    called = models.CharField(max_length=80)
    device = models.CharField(max_length=64, blank=True, db_index=True)
    by_card = models.BooleanField(default=False)
    way_back = models.CharField(max_length=64, blank=True, db_index=True)
    way_back_from = models.CharField(max_length=64, blank=True)
    way_back_until = models.DateTimeField(null=True, blank=True)
    on_paper = models.BooleanField(default=False)
    paper_code = models.CharField(max_length=12, blank=True)
    language = models.CharField(max_length=12, default="en")
    state = models.CharField(max_length=12, choices=PlaceState.choices, default=PlaceState.WAITING)
    joined_at = models.DateTimeField()
    entered_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    hand_up_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        room = P2
        member = P2
        called = P2
        device = P2
        by_card = P2
        way_back = P2
        way_back_from = P2
        way_back_until = P2
        on_paper = P2
        paper_code = P2
        language = P2
        state = P2
        joined_at = P2
        entered_at = P2
        seen_at = P2
        hand_up_at = P2

    class Meta:
        ordering = ["joined_at", "id"]
        indexes = [
            models.Index(
                fields=["host"], condition=models.Q(state="waiting"), name="places_that_wait"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["room", "member"],
                condition=models.Q(member__isnull=False),
                name="a_member_has_one_place",
            ),
            models.UniqueConstraint(
                fields=["room", "paper_code"],
                condition=~models.Q(paper_code=""),
                name="a_paper_code_is_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"place {self.id}"

    @property
    def key(self) -> str:
        """What exercises call this place."""
        return str(self.id)
