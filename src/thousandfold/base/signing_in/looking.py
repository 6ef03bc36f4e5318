# SPDX-License-Identifier: AGPL-3.0-or-later
"""The door for who looks through another's eyes: this host's pages, to read, and a way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from thousandfold.base.doorway.viewer import viewer_at
from thousandfold.base.models import Account, Viewing
from thousandfold.base.permissions import Permission, may
from thousandfold.base.scope import every_host
from thousandfold.base.signing_in.borrowed import OnlyLooking, looking, met_something_shut
from thousandfold.base.usecases.viewing import eyes_of

#: A word in the session: the look that goes on.
WORD = "looking"


class BorrowedEyes:
    """After the door: puts the borrowed viewer in place, and lets nothing else through.

    A view that must work meanwhile (the way out, the language) has ``while_looking``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Nothing to take home: a file is no page."""
        request.looking = None
        response = self.get_response(request)
        if request.looking and "attachment" in response.get("Content-Disposition", ""):
            return shut(request)
        return response

    def process_view(
        self, request: Any, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Look through the other's eyes at pages of the host where it was begun."""
        viewing = going_on(request)
        if viewing is None:
            return None
        request.looking = viewing
        inner = getattr(view, "view_class", view)
        if getattr(inner, "while_looking", False) or inner.__module__ == "django.views.i18n":
            return None
        elsewhere = request.host is None or request.host.pk != viewing.host_id
        proves = getattr(inner, "asks_again", False)
        if elsewhere or proves or request.method not in ("GET", "HEAD"):
            return shut(request)
        request.viewer = eyes_of(viewing)
        request.scopes.enter_context(looking())
        return None

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        """A page that would have written something, or cannot be made without own words, is shut."""
        if isinstance(exception, OnlyLooking) or (request.looking and met_something_shut()):
            return shut(request)
        return None


def going_on(request: Any) -> Viewing | None:
    """The look that goes on in this browser; its end is noticed on the next request."""
    key = request.session.get(WORD)
    account = request.viewer.account
    if key is None or account is None:
        return None
    with every_host("a look names its host, which the address may not"):
        viewing = Viewing.objects.filter(pk=key).select_related("host", "by", "of").first()
        if viewing is not None and _still(viewing, account):
            return viewing
    del request.session[WORD]
    return None


def _still(viewing: Viewing, account: Account) -> bool:
    on = viewing.goes_on(account.pk, timezone.now())
    return on and may(viewer_at(account, viewing.host), Permission.HOST_LOOK_AS)


def shut(request: Any) -> HttpResponse:
    """Say that this is not for borrowed eyes, and how to stop."""
    return render(request, "base/looking_shut.html", status=403)
