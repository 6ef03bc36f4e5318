# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proving again that it is you, before what a borrowed browser must not do.

Signing in proves it, and so does a second factor or a fresh code by mail. The proof holds
for a quarter of an hour; a form that was opened in time may be sent for as long again.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode

from thousandfold.base.ids import as_typed
from thousandfold.base.signing_in.guessing import BY_MAIL, address_of, begin, digest
from thousandfold.base.signing_in.sessions import prove, proved_ago
from thousandfold.base.site import is_this_computer
from thousandfold_core.errors import Refusal

FOR = timedelta(minutes=15)
#: A code by mail that proves it counts so long, and for so many tries.
CODE_FOR, TRIES = timedelta(minutes=10), 5
#: A word in the session: the digest of the code that waits, since when, and wrong tries.
WAITING = "proving"


class WrongProof(Refusal):
    """The code was wrong, used, or too old."""

    code = "wrong-proof"
    text = "That is not the code, or it is too old. Look again, or have a new one sent."


def must_prove(request: Any) -> bool:
    """True when the last proof is too old.

    A demo region asks nobody. At the computer that serves, its own lock is the lock for
    whoever has no second factor (docs/decisions/0072).
    """
    if request.host is not None and request.host.is_demo:
        return False
    fresh = FOR if request.method in ("GET", "HEAD") else 2 * FOR
    if proved_ago(request.session) <= fresh.total_seconds():
        return False
    return not is_this_computer(request) or is_mfa_enabled(request.user)


def to_prove(request: Any) -> HttpResponse:
    """To the page that asks for the proof, and from there back."""
    path = request.get_full_path() if request.method == "GET" else request.path
    return HttpResponseRedirect(f"{reverse('account_prove')}?{urlencode({'next': path})}")


def send_code(request: Any) -> None:
    """Send the signed-in person a code that proves it is them; only its digest is kept."""
    adapter = get_adapter(request)
    code = adapter.generate_login_code()
    kept = {"code": digest(as_typed(code), WAITING), "at": int(time.time()), "wrong": 0}
    request.session[WAITING] = kept
    adapter.send_mail("account/email/prove_code", request.user.email, {"code": code})


def check_code(request: Any, typed: str, at: datetime) -> None:
    """Let the code that was sent prove it, once.

    Raises:
        TooManyWrongTries: when too many wrong ones came for this account.
        WrongProof: for any other code, and for one that is too old.
    """
    begun = begin(BY_MAIL, address=address_of(request), whom=request.user.email or "", at=at)
    kept = request.session.get(WAITING) or {"code": "", "at": 0, "wrong": 0}
    fresh = time.time() - kept["at"] <= CODE_FOR.total_seconds() and kept["wrong"] < TRIES
    right = constant_time_compare(digest(as_typed(typed), WAITING), kept["code"])
    if not (fresh and right):
        request.session[WAITING] = {**kept, "wrong": kept["wrong"] + 1}
        raise WrongProof
    begun.was_right()
    del request.session[WAITING]
    request.session.cycle_key()
    prove(request.session)
