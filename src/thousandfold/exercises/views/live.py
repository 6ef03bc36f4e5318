# SPDX-License-Identifier: AGPL-3.0-or-later
"""The room's version as a short page, for servers and tests without the live hub."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.views import View

from thousandfold.base.permissions import PUBLIC
from thousandfold.exercises import live


class VersionPage(View):
    """A number and its ETag. The signed token is the permission; it opens nothing else."""

    permission = PUBLIC

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """The version now."""
        key = live.room_of_token(token)
        found = live.versions([key]) if key else {}
        if key not in found:
            raise Http404
        tag = f'"{found[key]}"'
        if request.headers.get("If-None-Match") == tag:
            reply: HttpResponse = HttpResponseNotModified()
        else:
            reply = HttpResponse(str(found[key]), content_type="text/plain; charset=utf-8")
        reply["ETag"] = tag
        return reply
