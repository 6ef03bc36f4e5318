# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms that count once: the same post again leads to the same place."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from thousandfold.base.models import OncePost


@dataclass(frozen=True)
class Seen:
    """What is known of a post: ``location`` is empty while the first copy is at work."""

    location: str


def claim(key: str, sender: str) -> Seen | None:
    """Claim a key for this sender; return what is known if it was claimed before.

    A key sent by somebody else is treated as unknown and made the sender's own.
    """
    key = f"{sender}:{key}"[:80]
    try:
        with transaction.atomic():
            OncePost.objects.create(key=key, sender=sender)
    except IntegrityError:
        return Seen(OncePost.objects.get(key=key).location)
    return None


def finish(key: str, sender: str, location: str) -> None:
    """Remember where the post led; without a place it may be sent again."""
    rows = OncePost.objects.filter(key=f"{sender}:{key}"[:80])
    if location:
        rows.update(location=location)
    else:
        rows.delete()
