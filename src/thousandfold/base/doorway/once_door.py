# SPDX-License-Identifier: AGPL-3.0-or-later
"""The door through which a form's post goes once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from thousandfold.base.doorway import once
from thousandfold.base.running.faults import fault_of

#: A form that was sent with other words is offered again as long as it has no more than this.
MOST_FIELDS = 400


class Once:
    """A form carries a key; the same key again repeats the answer, not the act.

    A view with ``keeps_own_keys`` stores the key with what it writes and needs no
    two more writes for it: thirty phones post at the same instant. One with ``sent_again``
    says what else the lost answer held.
    """

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Remember where a keyed post led, or that it led nowhere and may be sent again."""
        request.was_refused = False
        location = ""
        try:
            response: HttpResponse = self.get_response(request)
            if response.status_code in (302, 303) and not request.was_refused:
                location = response.get("Location", "")
        finally:
            if request.acting.claim:
                _finish(request.acting.claim, location)
        return response

    def process_view(
        self, request: Any, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Let a keyed post through once."""
        key = request.POST.get("once", "") if request.method == "POST" else ""
        if not key or getattr(getattr(view, "view_class", view), "keeps_own_keys", False):
            return None
        fields = dict(request.POST.lists())
        files = {name: f"{one.name} {one.size}" for name, one in request.FILES.items()}
        found = once.claim(
            key=key,
            sender=_sender(request),
            path=request.get_full_path(),
            said=once.said_by(fields, files),
            at=timezone.now(),
        )
        if isinstance(found, once.Claim):
            request.acting.claim = found
            return None
        if found.other:
            return _sent_before(request, found)
        again = getattr(getattr(view, "view_class", view), "sent_again", None)
        response = _seen(request, found)
        return again(request, response) if again else response


def _finish(claim: once.Claim, location: str) -> None:
    """What acted is marked already; a full disk only forgets where it led."""
    try:
        with transaction.atomic():
            once.finish(claim, location)
    except DatabaseError as problem:
        if fault_of(problem) is None:
            raise
        once.give_up(claim)


def _seen(request: Any, found: once.Seen) -> HttpResponse:
    """Where the first post led, or that it is still at work."""
    if found.location:
        return HttpResponseRedirect(found.location)
    return render(request, "base/still_working.html", {"acted": found.acted}, status=409)


def _sent_before(request: Any, seen: once.Seen) -> HttpResponse:
    """Other words under a key that counted: nothing is dropped, they are offered again."""
    fields = [
        (name, one)
        for name, values in request.POST.lists()
        if name not in once.NOT_SAID
        for one in values
    ]
    words = {
        "fields": fields if len(fields) <= MOST_FIELDS and not request.FILES else None,
        "path": request.get_full_path(),
        "led_to": seen.location,
    }
    return render(request, "base/sent_before.html", words, status=409)


def _sender(request: Any) -> str:
    if request.user.is_authenticated:
        return str(request.user.pk)
    cookies = request.COOKIES
    # A place's token is another after the form that brings the phone in, so it comes second.
    place = getattr(settings, "PLACE_COOKIE_NAME", "place")
    return cookies.get(settings.CSRF_COOKIE_NAME, "") or cookies.get(place, "")
