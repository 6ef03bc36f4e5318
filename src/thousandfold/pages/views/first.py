# SPDX-License-Identifier: AGPL-3.0-or-later
"""The first page: two doors."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from thousandfold.base.models import Host
from thousandfold.base.permissions import PUBLIC
from thousandfold.base.queries import hosts_of
from thousandfold.base.usecases.hosts import set_up_host
from thousandfold.base.views import FormPage, Page
from thousandfold.pages.forms import SetUpForm
from thousandfold.people.usecases.coalitions import found_coalition

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class FirstPage(Page):
    """Two doors: look around the demo region, or set up one's own host."""

    permission = PUBLIC
    template_name = "pages/first.html"
    title = _("Leaders from our communities, governing together")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who has one real host goes straight to today; the demo region holds nobody."""
        hosts = hosts_of(self.viewer.account)
        if len(hosts) == 1 and not hosts[0].is_demo:
            return HttpResponseRedirect(reverse("pages:today", args=[hosts[0].slug]))
        return self.render_to_response(self.get_context_data(hosts=hosts))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether somebody already set up a host here."""
        return super().get_context_data(
            set_up_done=Host.objects.filter(is_demo=False).exists(),
            demo=Host.objects.filter(is_demo=True).first(),
            **kwargs,
        )


class SetUpPage(FormPage):
    """Set up one's own host: name, region, coalition, first administrator."""

    permission = PUBLIC
    template_name = "pages/set_up.html"
    form_class = SetUpForm
    title = _("Set up your host")
    action = _("Set up")

    def save(self, form: SetUpForm) -> str:
        """Set up, found the coalition, and let the administrator in."""
        at = timezone.now()
        fields = dict(form.cleaned_data)
        coalition = fields.pop("coalition")
        host, account = set_up_host(
            **fields,
            language=translation.get_language() or "en",
            timezone=timezone.get_current_timezone_name(),
            at=at,
        )
        found_coalition(host=host, account=account, name=coalition, at=at)
        login(self.request, account, backend=BACKEND)
        return reverse("pages:today", args=[host.slug])
