# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the pages of a call share."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission, may
from thousandfold.recruitment.models import Call, Nomination
from thousandfold.recruitment.queries.nominations import nomination_for

#: Tabs of a call: key, label, name of the address, permission.
TABS = (
    ("overview", _("Overview"), "call", Permission.CALL_SEE),
    ("nominations", _("Nominations"), "nominations", Permission.NOMINATION_SEE),
    ("import", _("Import"), "imports", Permission.NOMINATION_IMPORT),
    ("committee", _("Committee"), "committee", Permission.CALL_SEE),
    ("review", _("Read and score"), "review", Permission.NOMINATION_SCORE),
    ("balance", _("Balance"), "balance", Permission.COHORT_COMPOSE),
    ("compose", _("Compose"), "compose", Permission.COHORT_COMPOSE),
)


class Leading:
    """Mixin: a page may work out its leading sentence, and the address's words stay out."""

    lead: Any = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Without the words of the address; ``lead`` may be given like anything else."""
        for word in ("pk", "place", "person", "first", "second"):
            if isinstance(kwargs.get(word), UUID | int):
                del kwargs[word]
        self.lead = kwargs.pop("lead", self.lead)
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context


class OfCall(Leading):
    """Mixin of pages about a call: finds it, and gives the tabs."""

    section = "recruit"
    tab = ""
    request: Any
    kwargs: dict[str, Any]
    viewer: Any

    @cached_property
    def call(self) -> Call:
        """The call that the address names; the page's permission asks who may. Raises Http404."""
        return get_object_or_404(Call.objects.select_related("coalition"), pk=self.kwargs["call"])

    def find(self) -> Any:
        """The call itself, for the permission."""
        return self.call

    def part_of(self) -> Any:
        """The call, if it is here."""
        return Call.objects.filter(pk=self.kwargs["call"]).first()

    def url(self, name: str, *more: Any) -> str:
        """An address below this call."""
        return reverse(f"recruitment:{name}", args=[self.request.host.slug, self.call.pk, *more])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The call and its tabs."""
        return super().get_context_data(**{**kwargs, "call": self.call, "tabs": self._tabs()})

    def _tabs(self) -> list[dict[str, Any]]:
        return [
            {"label": label, "url": self.url(name), "current": key == self.tab}
            for key, label, name, permission in TABS
            if may(self.viewer, permission, self.call)
        ]


class OfNomination(OfCall):
    """Mixin of pages about one nomination."""

    tab = "nominations"

    def find(self) -> Nomination:
        """The nomination that the address names. Raises Http404."""
        found = nomination_for(self.viewer, self.call, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found
