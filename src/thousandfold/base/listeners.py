# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the ground listens to: ways of signing in that change, deletions, restores.

When a way of signing in changes, every other browser is out. Every deletion passes the
legal holds. After a restore, whoever was erased goes again, and what was held is held again.
"""

from __future__ import annotations

from typing import Any

from allauth.account.signals import authentication_step_completed
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset

from thousandfold.base.keeping import legal_holds
from thousandfold.base.signing_in.sessions import end_sessions_of, prove, renew
from thousandfold.base.usecases import coming_back


def _renewed(sender: object, request: Any, user: Any, **_more: Any) -> None:
    """A second factor came, went or got new codes."""
    if request is not None and request.user.pk == user.pk:
        renew(request)
    else:
        end_sessions_of(user.pk)


def _proved(sender: object, request: Any, reauthenticated: bool = False, **_more: Any) -> None:
    """Somebody who is signed in typed their second factor again."""
    if reauthenticated:
        request.session.cycle_key()
        prove(request.session)


for _signal in (authenticator_added, authenticator_removed, authenticator_reset):
    _signal.connect(_renewed, dispatch_uid="thousandfold.renewed")
authentication_step_completed.connect(_proved, dispatch_uid="thousandfold.proved")
legal_holds.keep_watch()
#: A restore calls it before the site opens; importing it here registers it.
AFTER_RESTORE = coming_back.as_it_was_left
