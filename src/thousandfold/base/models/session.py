# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of sessions."""

from __future__ import annotations

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from thousandfold.base.privacy import P2


class AccountSession(AbstractBaseSession):
    """A signed-in browser, with the account it belongs to."""

    account = models.CharField(max_length=40, blank=True, db_index=True)

    class Privacy:
        session_key = P2
        session_data = P2
        expire_date = P2
        account = P2

    @classmethod
    def get_session_store_class(cls) -> type:
        """The store that fills this table."""
        from thousandfold.base.signing_in.sessions import SessionStore

        return SessionStore
