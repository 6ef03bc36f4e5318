# SPDX-License-Identifier: AGPL-3.0-or-later
"""Is the site alive? For whoever watches it."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views import View

from thousandfold.base.permissions import PUBLIC


class Health(View):
    """Plain "ok" while the database answers; 503 while it does not."""

    permission = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask the database for one thing."""
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            return HttpResponse("the database does not answer", "text/plain", 503)
        return HttpResponse("ok", "text/plain")
