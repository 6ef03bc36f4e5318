# SPDX-License-Identifier: AGPL-3.0-or-later
"""The first page: two doors."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import PUBLIC
from thousandfold.base.queries import hosts_of, in_use, is_known
from thousandfold.base.signing_in.set_up_code import (
    check_set_up_code,
    needs_code,
    renew_set_up_code,
)
from thousandfold.base.usecases.hosts import set_up_host
from thousandfold.base.views import FormPage, Page
from thousandfold.pages.demo.load import demo_host
from thousandfold.pages.forms import FurtherSetUpForm, SetUpForm
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
            set_up_done=in_use(),
            demo=demo_host(),
            **kwargs,
        )


class SetUpPage(FormPage):
    """Set up one's own host: name, region, coalition, first administrator."""

    permission = PUBLIC
    template_name = "pages/set_up.html"
    title = _("Set up your host")
    action = _("Set up")

    @property
    def form_class(self) -> type[SetUpForm]:  # type: ignore[override]
        """From elsewhere, one more host needs the code of the computer."""
        return FurtherSetUpForm if needs_code(self.request) else SetUpForm

    def save(self, form: SetUpForm) -> str:
        """Set up, found the coalition, and let the administrator in.

        Only the very first host lets its administrator in at once. Afterwards the
        address proves itself by a code: otherwise anybody could come in as anybody,
        or find out whose address is known here. From elsewhere, a further host also
        needs the code of the computer, so that only who runs it lets hosts in.
        """
        at = timezone.now()
        fields = dict(form.cleaned_data)
        coalition, code = fields.pop("coalition"), fields.pop("code", None)
        if code is not None:
            check_set_up_code(self.request, code)
        by_code = in_use() or is_known(fields["administrator"])
        host, account = set_up_host(
            **fields,
            language=translation.get_language() or "en",
            timezone=timezone.get_current_timezone_name(),
            at=at,
        )
        found_coalition(host=host, account=account, name=coalition, at=at)
        if code is not None:
            renew_set_up_code()
        today = reverse("pages:today", args=[host.slug])
        if by_code and account != self.viewer.account:
            text = say("%(host)s is set up. Sign in with your address to go there.")
            messages.success(self.request, text % {"host": host.name})
            return f"{reverse('account_request_login_code')}?{urlencode({'next': today})}"
        login(self.request, account, backend=BACKEND)
        messages.success(self.request, say("%(host)s is set up.") % {"host": host.name})
        return today
