# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long things are kept, for everybody at a host; what is due, for who looks after it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.keeping.retention import CLOCKS
from thousandfold.base.models import RetentionLook
from thousandfold.base.permissions import Permission, may
from thousandfold.base.usecases.retention import Due, confirm_look, last_look, look_for_due, waits
from thousandfold.base.views.pages import Page

#: So many reports are shown.
REPORTS = 10


class KeepingPage(Page):
    """The table of terms; staff and administrators also see what the next look deletes."""

    permission = Permission.HOST_SEE
    template_name = "base/keeping.html"
    title = _("How long things are kept")
    lead = _("What the site deletes by itself, and when. Everything else stays until you end it.")
    section = "host"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each clock with its count, or without; what waits, and the last reports."""
        counts = may(self.viewer, Permission.OUTBOX_SEE)
        host = self.request.host  # type: ignore[attr-defined]
        due = look_for_due(host=host, at=timezone.now()) if counts else Due({}, {})
        holds = may(self.viewer, Permission.HOLD_PLACE)
        rows = [
            (one.sentence, due.counts.get(one.key, 0), due.held.get(one.key, 0) if holds else 0)
            for one in CLOCKS
        ]
        look = last_look(host) if counts else None
        done = RetentionLook.objects.exclude(deleted={})[:REPORTS] if counts else ()
        return super().get_context_data(
            rows=rows,
            counts=counts,
            holds=any(held for _sentence, _due, held in rows),
            look=look if look and waits(look) else None,
            may_confirm=may(self.viewer, Permission.HOST_CHANGE),
            reports=[(one.at, sum(one.deleted.values())) for one in done],
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Confirm what waits."""
        deleted = confirm_look(viewer=self.viewer, at=timezone.now())
        text = say("Confirmed. %(count)d records were deleted now; the rest goes on by itself.")
        messages.success(request, text % {"count": sum(deleted.values())})
        host = self.request.host  # type: ignore[attr-defined]
        return HttpResponseRedirect(reverse("base:keeping", args=[host.slug]))
