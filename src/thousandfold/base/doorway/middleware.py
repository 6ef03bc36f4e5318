# SPDX-License-Identifier: AGPL-3.0-or-later
"""The door of every request: which host, who is looking, and may they come in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from thousandfold.base.doorway import doors
from thousandfold.base.doorway.headers import complete
from thousandfold.base.doorway.private_line import refuse_open_line
from thousandfold.base.doorway.viewer import viewer_at
from thousandfold.base.models import Host
from thousandfold.base.permissions import PUBLIC
from thousandfold.base.scope import inside
from thousandfold.base.signing_in.borrowed import shutting
from thousandfold.base.signing_in.idle import to_sign_in
from thousandfold.base.signing_in.sessions import CARD

Answer = Callable[[HttpRequest], HttpResponse]


def headers(get_response: Answer) -> Answer:
    """Nothing is kept by browsers or shared with other sites; cookies keep to a private line."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        missing = complete(response.headers, response.get("Content-Type", ""))
        for name, value in missing.items():
            response[name] = value
        if request.is_secure():
            for cookie in response.cookies.values():
                cookie["secure"] = True
        return response

    return answer


NUL = "\0"


def no_nul(get_response: Answer) -> Answer:
    """Take out the one character that no text holds and PostgreSQL refuses to keep.

    Uploaded files keep theirs; an address with one in its path is nobody's.
    """

    def answer(request: Any) -> HttpResponse:
        if NUL in request.path_info:
            raise Http404
        if any(NUL in one for pair in request.GET.lists() for one in pair[1]):
            request.GET = _without_nul(request.GET)
        if any(NUL in one for pair in request.POST.lists() for one in pair[1]):
            request.POST = _without_nul(request.POST)
        return get_response(request)

    return answer


def _without_nul(sent: QueryDict) -> QueryDict:
    plain = QueryDict(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        plain.setlist(name, [one.replace(NUL, "") for one in values])
    plain._mutable = False
    return plain


class Door:
    """Finds host and viewer, and refuses views that do not say who may see them."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Keep the scope open for as long as the page is made."""
        with ExitStack() as stack:
            request.scopes = stack
            request.host = None
            card = request.session.get(CARD)
            request.viewer = replace(viewer_at(_account(request), None), by_card=bool(card))
            return self.get_response(request)

    def process_view(
        self, request: Any, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Enter the host that the address names; a stranger finds nothing there."""
        if doors.permission_of(view) is None:
            raise ImproperlyConfigured(f"{request.path} does not say who may see it.")
        if refused := refuse_open_line(request, view):
            return refused
        slug = kwargs.pop("host", None)
        if slug is None:
            return None
        if request.viewer.account is None and doors.permission_of(view) != PUBLIC:
            return to_sign_in(request)
        enter_host(request, slug)
        return None


def enter_host(request: Any, slug: str) -> None:
    """Put the request inside a host.

    Raises:
        Http404: for an unknown host, and for one where the viewer has no role.
    """
    host = Host.objects.filter(slug=slug).first()
    viewer = viewer_at(request.viewer.account, host)
    if host is None or not viewer.roles:
        raise Http404
    if request.viewer.by_card:
        _only_where_the_card_is_from(request, host)
    stay_in(request, host)
    request.viewer = replace(viewer, by_card=request.viewer.by_card)


def _only_where_the_card_is_from(request: Any, host: Host) -> None:
    if request.session[CARD]["host"] != str(host.pk):
        raise Http404
    request.scopes.enter_context(shutting())


def stay_in(request: Any, host: Host) -> None:
    """Open the host's scope for the rest of this request."""
    request.host = host
    request.scopes.enter_context(inside(host))


def _account(request: Any) -> Any:
    return request.user if request.user.is_authenticated and request.user.is_active else None
