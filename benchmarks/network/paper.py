# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a host's work leaves beside it: letters in the outbox and the trail, honestly linked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from network.calls import Held
from network.ground import Life
from network.hosts import Region
from thousandfold.base import linking
from thousandfold.base.models import Message, TrailEnd, TrailEntry
from thousandfold_core import chain


def letters(life: Life, held: Held) -> None:
    """A letter to every second nominee of a call; of the newest calls some are drafts."""
    draw = life.chance("letters", str(held.call.id))
    fresh = held.call.state == "open"
    for one in held.nominations[::2]:
        at = one.created_at + timedelta(minutes=1)
        drafted = fresh and draw.random() < 0.2
        life.make(
            Message, at, to=one.email or "nobody@invalid.example", about="recruitment.nomination",
            subject=f"You were put forward for {held.call.title}"[:200], about_id=one.id,
            body="Somebody sees you leading already. Read what they wrote, and answer.\n" * 6,
            state="draft" if drafted else "sent", drafted_at=at, sent_at=None if drafted else at,
        )  # fmt: skip
        if draw.random() < 0.6:
            life.did(at, "nominated", one)
        if one.answered_at:
            life.did(one.answered_at, "confirmed", one)


def trail(life: Life, region: Region) -> None:
    """The host's acts in the order they were done, each linked to the one before."""
    draw, key = life.chance("trail"), linking.key()
    workers = [one.id for one in region.staff]
    number, link = 0, chain.beginning(key, str(life.host.pk))
    for at, verb, thing in _in_time(life.lines):
        number += 1
        made = TrailEntry(
            id=life.id(at), host_id=life.host.id, at=at, actor=draw.choice(workers), verb=verb,
            thing=thing._meta.label_lower, thing_id=thing.pk, number=number, salt=life.word(32),
        )  # fmt: skip
        made.mark = chain.mark_of(key, made.salt, linking.details_of(made))
        link = made.link = chain.link_of(key, link, number, linking.facts_of(made), made.mark)
        life.pile.put(made)
        life.pile.pause()
    life.make(TrailEnd, life.at, number=number, link=link)


def _in_time(lines: Iterable[tuple[datetime, str, Any]]) -> list[tuple[datetime, str, Any]]:
    return sorted(lines, key=lambda line: line[0])
