# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sessions that know whose they are, so that all of a person's sessions can be ended."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    """A database session with the account in a column of its own."""

    @classmethod
    def get_model_class(cls) -> type:
        """The table of sessions."""
        from thousandfold.base.models.session import AccountSession

        return AccountSession

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Note whose session it is."""
        row = super().create_model_instance(data)
        row.account = str(data.get(SESSION_KEY, ""))
        return row


def end_sessions_of(account_id: object) -> int:
    """End every session of an account; return how many there were."""
    model = SessionStore.get_model_class()
    return model.objects.filter(account=str(account_id)).delete()[0]
