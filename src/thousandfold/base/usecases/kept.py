# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping what somebody sent after their sign-in had ended, until they are back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from thousandfold.base.models import Account, KeptPost

#: So long something is kept, at most so many of one account, each of so many letters.
FOR = timedelta(days=1)
MOST = 5
LETTERS = 256 * 1024
#: Fields that belong to the page as it was loaded, not to what was written.
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "once", "kept"})


def keep_post(
    *, account: UUID, path: str, sent: Mapping[str, Sequence[str]], had_files: bool, at: datetime
) -> KeptPost | None:
    """Keep what an account sent to an address; None when nothing was written or it is too long."""
    fields = [[name, list(values)] for name, values in sent.items() if name not in NOT_KEPT]
    letters = sum(len(one) for _name, values in fields for one in values)
    known = Account.objects.filter(pk=account, is_active=True).exists()
    if not (known and 0 < letters <= LETTERS and len(path) <= 500):
        return None
    with transaction.atomic():
        made = KeptPost.objects.create(
            account_id=account, path=path, fields=fields, had_files=had_files, at=at
        )
        KeptPost.objects.filter(at__lt=at - FOR).delete()
        beyond = KeptPost.objects.filter(account=account).values_list("pk", flat=True)[MOST:]
        KeptPost.objects.filter(pk__in=list(beyond)).delete()
    return made


def newest_kept(account: Account, at: datetime) -> KeptPost | None:
    """What an account sent last and nobody has taken up since."""
    return KeptPost.objects.filter(account=account, at__gte=at - FOR).first()


def drop_kept(*, account: Any, pk: str) -> None:
    """Forget one of the account's own: it was sent again, or is not wanted any more."""
    try:
        KeptPost.objects.filter(account_id=account, pk=UUID(pk)).delete()
    except ValueError:
        return
