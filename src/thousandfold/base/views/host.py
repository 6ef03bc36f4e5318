# SPDX-License-Identifier: AGPL-3.0-or-later
"""The host's own pages: what it is called, and the way to roles, outbox and trail."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thousandfold.base.forms import HostForm
from thousandfold.base.permissions import Permission, may
from thousandfold.base.running.faults import little_room
from thousandfold.base.site import reachable
from thousandfold.base.usecases.hosts import change_host
from thousandfold.base.views.forms import EditPage
from thousandfold.base.views.pages import Page, needs_second_factor


class HostPage(Page):
    """What the host is, and what its keepers look after."""

    permission = Permission.HOST_SEE
    template_name = "base/host.html"
    title = _("Your host")
    lead = _("Who may do what here, what was sent, and what was done.")
    section = "host"

    def find(self) -> Any:
        """The host of the address."""
        return self.request.host  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The language by its name, and whether the second factor is missing."""
        return super().get_context_data(
            address=reachable(self.request, reverse("pages:today", args=[self.thing.slug])),
            zone=self.thing.timezone.replace("_", " "),
            language_name=dict(settings.LANGUAGES).get(self.thing.language, self.thing.language),
            needs_second_factor=needs_second_factor(self.viewer, Permission.ROLE_GIVE),
            little_room=little_room() if may(self.viewer, Permission.HOST_CHANGE) else None,
            **kwargs,
        )


class HostEdit(EditPage):
    """Change the host's name, region, time zone and language."""

    permission = Permission.HOST_CHANGE
    form_class = HostForm
    fields = ("name", "region", "timezone", "language", "staff_second_factor_from")
    title = _("Change your host")
    lead = _("The address of its pages stays the same.")
    done = _("Your host was changed.")
    section = "host"
    find = HostPage.find

    def save(self, form: HostForm) -> str:
        """Save and go back."""
        host = change_host(
            viewer=self.viewer,
            host=self.thing,
            based_on=self.based_on,
            at=timezone.now(),
            **form.cleaned_data,
        )
        return reverse("base:host", args=[host.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The way back."""
        back = reverse("base:host", args=[self.thing.slug])
        return super().get_context_data(cancel_url=back, **kwargs)
