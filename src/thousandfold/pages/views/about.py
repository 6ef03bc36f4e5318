# SPDX-License-Identifier: AGPL-3.0-or-later
"""What this is and where it comes from; privacy in plain words; help."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import PUBLIC
from thousandfold.base.views import Page
from thousandfold.pages.facts import FACTS, HOSTS, SOURCES, TIMELINE


class AboutPage(Page):
    """Facts about the programme, each with its source; conflicting figures side by side."""

    permission = PUBLIC
    template_name = "pages/about.html"
    title = _("What this is, and where it comes from")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The facts and their sources."""
        return super().get_context_data(
            facts=FACTS, hosts=HOSTS, timeline=TIMELINE, sources=SOURCES, **kwargs
        )


class PrivacyPage(Page):
    """What we see, cannot see, and do not promise."""

    permission = PUBLIC
    template_name = "pages/privacy.html"
    title = _("What happens with what you write")


class HelpPage(Page):
    """Short answers for people in a room, members and staff."""

    permission = PUBLIC
    template_name = "pages/help.html"
    title = _("Help")
