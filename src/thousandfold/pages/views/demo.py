# SPDX-License-Identifier: AGPL-3.0-or-later
"""The door of the demo region: in as its invented administrator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import PUBLIC
from thousandfold.base.views import Page
from thousandfold.pages.demo import load
from thousandfold.pages.views.first import BACKEND


class DemoDoor(Page):
    """What the demo region is, and the way in."""

    permission = PUBLIC
    template_name = "pages/demo.html"
    title = _("The demo region")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether it has been made."""
        return super().get_context_data(demo=load.demo_host(), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it on first use, then let the visitor in."""
        host = load.demo_host() or load.load_demo(timezone.now())
        login(request, load.demo_account(host), backend=BACKEND)
        messages.info(request, say("You are in the demo region. Everybody in it is made up."))
        return HttpResponseRedirect(reverse("pages:today", args=[host.slug]))
