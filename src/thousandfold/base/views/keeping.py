# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long things are kept, for everybody at a host; how much is due, for who looks after it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission, may
from thousandfold.base.retention import CLOCKS
from thousandfold.base.usecases.retention import count_due
from thousandfold.base.views.pages import Page


class KeepingPage(Page):
    """The table of terms; staff and administrators also see what the next look deletes."""

    permission = Permission.HOST_SEE
    template_name = "base/keeping.html"
    title = _("How long things are kept")
    lead = _("What the site deletes by itself, and when. Everything else stays until you end it.")
    section = "host"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each clock with its count, or without."""
        counts = may(self.viewer, Permission.OUTBOX_SEE)
        host = self.request.host  # type: ignore[attr-defined]
        due = count_due(host=host, at=timezone.now()) if counts else {}
        rows = [(one.sentence, due.get(one.key, 0)) for one in CLOCKS]
        return super().get_context_data(rows=rows, counts=counts, **kwargs)
