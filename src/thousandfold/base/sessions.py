# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sessions that know whose they are, so that all of a person's sessions can be ended."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone


class SessionStore(DatabaseStore):
    """A database session with the account in a column of its own."""

    @classmethod
    def get_model_class(cls) -> type:
        """The table of sessions."""
        from thousandfold.base.models.session import AccountSession

        return AccountSession

    def save(self, must_create: bool = False) -> None:
        """Save; on a full disk a session that is there already may stay as it was.

        Only where nothing but a note is at stake: while somebody looks at a page, or when
        what they sent is kept already. A sign-in that cannot be written is refused.
        """
        from thousandfold.base.faults import as_room_allows, may_leave_out

        if must_create or not may_leave_out():
            super().save(must_create)
            return
        with as_room_allows():
            super().save(must_create)

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Note whose session it is."""
        row = super().create_model_instance(data)
        row.account = str(data.get(SESSION_KEY, ""))
        return row


def end_sessions_of(account_id: object) -> int:
    """End every session of an account; return how many there were."""
    model = SessionStore.get_model_class()
    return model.objects.filter(account=str(account_id)).delete()[0]


def sessions_of(account_id: object, own_key: str | None) -> list[dict[str, Any]]:
    """An account's open sessions: until when, and whether it is the one in use."""
    rows = SessionStore.get_model_class().objects.filter(
        account=str(account_id), expire_date__gt=timezone.now()
    )
    return [
        {"until": one.expire_date, "own": one.session_key == own_key}
        for one in rows.order_by("-expire_date")
    ]


def end_other_sessions(account_id: object, own_key: str | None) -> int:
    """End an account's sessions but one; return how many there were."""
    model = SessionStore.get_model_class()
    return model.objects.filter(account=str(account_id)).exclude(session_key=own_key).delete()[0]
