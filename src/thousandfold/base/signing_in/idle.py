# SPDX-License-Identifier: AGPL-3.0-or-later
"""A sign-in of staff ends after half an hour without a click; what was written is kept.

At the computer that serves, its own lock is the lock. Members and facilitators hold a
sign-in like a participant's phone, twelve hours (trust row SE-1, docs/decisions/0072).
One that a printed card opened is on a device that others use next: a quarter of an hour.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say

from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Role
from thousandfold.base.scope import every_host
from thousandfold.base.signing_in.sessions import BEGAN, CARD, SEEN, prove
from thousandfold.base.site import is_this_computer
from thousandfold.base.usecases.kept import drop_kept, keep_post

LIMIT = timedelta(minutes=30)
#: The same where a printed card opened the sign-in.
BY_CARD = timedelta(minutes=15)
#: The time of the last click is written down at most this often, in seconds.
NOTED_EVERY = 60
#: A word in the session: whose sign-in ended here.
ENDED = "ended"
LIMITED = (RoleKind.ADMINISTRATOR, RoleKind.STAFF, RoleKind.COMMITTEE)
Answer = Callable[[HttpRequest], HttpResponse]


def idle(get_response: Answer) -> Answer:
    """Middleware: end what was left alone for too long, then go on."""

    def answer(request: Any) -> HttpResponse:
        account = request.session.get(SESSION_KEY)
        if account is not None:
            _look(request, account)
        response = get_response(request)
        kept = request.POST.get("kept") if request.method == "POST" else None
        if account and kept and response.status_code in (302, 303):
            drop_kept(account=account, pk=kept)
        return response

    return answer


def _look(request: Any, account: str) -> None:
    if not request.user.is_authenticated:  # the account was closed
        logout(request)
        return
    now, seen = int(time.time()), request.session.get(SEEN)
    over = _over(request, account, now - seen) if seen is not None else ""
    if over:
        logout(request)
        request.session[ENDED] = account
        messages.info(request, over)
    elif seen is None or abs(now - seen) > NOTED_EVERY:  # a clock may be put back
        request.session[SEEN] = now


def _over(request: Any, account: str, idle_for: int) -> str:
    """What to say to somebody whose sign-in was left alone for too long; empty to go on."""
    if CARD in request.session:
        if idle_for <= BY_CARD.total_seconds():
            return ""
        return say("A quarter of an hour went by without a click, so you were signed out.")
    if idle_for <= LIMIT.total_seconds() or not _is_limited(request, account):
        return ""
    return say("Half an hour went by without a click, so you were signed out.")


def _is_limited(request: HttpRequest, account: str) -> bool:
    if is_this_computer(request):
        return False
    with every_host("a sign-in is for all hosts together"):
        roles = Role.objects.filter(account=account, ended_at=None, kind__in=LIMITED)
        return roles.filter(host__is_demo=False).exists()


def _begin(sender: object, request: Any, user: Any, **_more: Any) -> None:
    """A new sign-in counts from now."""
    if request is not None:
        request.session[SEEN] = request.session[BEGAN] = int(time.time())
        if request.session.get(CARD, {}).get("account") != str(user.pk):
            request.session.pop(CARD, None)
        prove(request.session)
        request.session.pop(ENDED, None)


user_logged_in.connect(_begin, dispatch_uid="thousandfold.idle")


def to_sign_in(request: Any) -> HttpResponse:
    """To the sign-in, and from there back; a form that came too late waits there."""
    ended = request.session.get(ENDED)
    if request.method != "POST" or ended is None:
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
    kept = keep_post(
        account=UUID(ended),
        path=request.path,
        sent=dict(request.POST.lists()),
        had_files=bool(request.FILES),
        at=timezone.now(),
    )
    if kept is None:
        return redirect_to_login(request.path, settings.LOGIN_URL)
    messages.info(request, say("What you wrote is kept. Sign in again to send it."))
    return redirect_to_login(reverse("account_kept"), settings.LOGIN_URL)
