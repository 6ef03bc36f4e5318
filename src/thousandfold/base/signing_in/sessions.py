# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sessions that know whose they are, so that all of a person's sessions can be ended."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import DatabaseError
from django.utils import timezone
from django.utils.crypto import salted_hmac

#: Words in a session: when it began, when the last click was noted, that a card opened it
#: (at which host), and when the person last proved that it is them.
BEGAN, SEEN, CARD, PROVED = "began", "seen", "card", "proved"


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
        from thousandfold.base.running.faults import left_out

        try:
            super().save(must_create)
        except (UpdateError, DatabaseError) as trouble:
            # Django takes any trouble of the database for a session that was ended meanwhile.
            problem = trouble.__context__ if isinstance(trouble, UpdateError) else trouble
            if not isinstance(problem, DatabaseError) or not left_out(problem):
                raise

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Note whose session it is."""
        row = super().create_model_instance(data)
        row.account = str(data.get(SESSION_KEY, ""))
        return row


def _rows(account_id: object) -> Any:
    return SessionStore.get_model_class().objects.filter(account=str(account_id))


def end_sessions_of(account_id: object) -> int:
    """End every session of an account; return how many there were."""
    return _rows(account_id).delete()[0]


def sessions_of(account_id: object, own_key: str | None) -> list[dict[str, Any]]:
    """An account's open sessions, newest first: ``name`` to end one by, since and until when.

    ``own`` marks the one in use, ``by_card`` one that a printed card opened.
    """
    rows = _rows(account_id).filter(expire_date__gt=timezone.now())
    found = [_told(one, own_key) for one in rows.order_by("-expire_date")]
    return sorted(found, key=lambda one: not one["own"])


def _told(row: Any, own_key: str | None) -> dict[str, Any]:
    inside = row.get_decoded()
    return {
        "name": name_of(row.session_key),
        "until": row.expire_date,
        "own": row.session_key == own_key,
        "began": _moment(inside.get(BEGAN)),
        "seen": _moment(inside.get(SEEN)),
        "by_card": CARD in inside,
    }


def _moment(seconds: Any) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int) else None


def name_of(key: str) -> str:
    """A name for a session that tells nothing of its key."""
    return salted_hmac("thousandfold.session", key, algorithm="sha256").hexdigest()[:24]


def end_session(account_id: object, name: str) -> int:
    """End one session of an account, by its name; return how many there were."""
    fitting = [one.pk for one in _rows(account_id) if name_of(one.session_key) == name]
    return _rows(account_id).filter(pk__in=fitting).delete()[0]


def end_other_sessions(account_id: object, own_key: str | None) -> int:
    """End an account's sessions but one; return how many there were."""
    return _rows(account_id).exclude(session_key=own_key).delete()[0]


def renew(request: Any) -> None:
    """What this browser may do has changed: it gets a new key, and the others end."""
    request.session.cycle_key()
    end_other_sessions(request.user.pk, request.session.session_key)


def prove(session: Any) -> None:
    """Note that the person proved just now that it is them."""
    session[PROVED] = int(time.time())


def proved_ago(session: Any) -> float:
    """Seconds since the person last proved that it is them; endless when they never did."""
    at = session.get(PROVED)
    return time.time() - at if isinstance(at, int) else float("inf")
