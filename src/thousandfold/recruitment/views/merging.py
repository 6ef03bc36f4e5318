# SPDX-License-Identifier: AGPL-3.0-or-later
"""Duplicates: pairs to look at, and one pair side by side."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission
from thousandfold.base.views import Page
from thousandfold.recruitment.features import value_label
from thousandfold.recruitment.models import Nomination
from thousandfold.recruitment.queries.duplicates import pairs_of
from thousandfold.recruitment.queries.nominations import nomination_for
from thousandfold.recruitment.usecases.merging import FIELDS, merge_nominations, tell_apart
from thousandfold.recruitment.views.common import OfCall

_LABELS = {
    "name": _("Name"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "town": _("Town or district"),
    "organisation": _("Organisation"),
    "sector": _("Sector"),
    "post": _("What they do now"),
    "role": _("Role or title"),
    "reference": _("Somebody else's number"),
}


class DuplicateList(OfCall, Page):
    """Pairs that may be one person."""

    permission = Permission.NOMINATION_CHANGE
    template_name = "recruitment/duplicates.html"
    title = _("Perhaps the same person")
    lead = _("These look alike. Nothing is joined unless you say so.")
    tab = "nominations"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The pairs."""
        return super().get_context_data(pairs=pairs_of(self.viewer, self.call), **kwargs)


class MergePage(OfCall, Page):
    """Two nominations side by side: choose field by field, or say that they are two."""

    permission = Permission.NOMINATION_CHANGE
    template_name = "recruitment/merge.html"
    title = _("One person or two?")
    lead = _(
        "Choose what to keep. Both nominators stay on record, and you can undo it for 30 days."
    )
    tab = "nominations"

    def _one(self, key: str) -> Nomination:
        found = nomination_for(self.viewer, self.call, self.kwargs[key])
        if found is None:
            raise Http404
        return found

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Join them, or tell them apart."""
        first, second, at = self._one("first"), self._one("second"), timezone.now()
        if "apart" in request.POST:
            tell_apart(viewer=self.viewer, one=first, other=second, at=at)
            messages.success(request, _("Noted: two people. They are not suggested again."))
            return HttpResponseRedirect(self.url("duplicates"))
        values = {
            name: getattr(second if request.POST.get(name) == "second" else first, name)
            for name in FIELDS
        }
        batch = merge_nominations(
            viewer=self.viewer, kept=first, other=second, values=values, at=at
        )
        return HttpResponseRedirect(self.url("batch", batch.pk))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Fields in which either says something; the fuller one first."""
        first, second = self._one("first"), self._one("second")
        rows = []
        for name in FIELDS:
            both = getattr(first, name), getattr(second, name)
            if any(both):
                words = [value_label(name, one) for one in both]
                rows.append(
                    {
                        "name": name,
                        "label": _LABELS[name],
                        "first": words[0],
                        "second": words[1],
                        "same": both[0] == both[1],
                        "pick": "first" if both[0] else "second",
                    }
                )
        given = {"first": first, "second": second, "pairs": rows}
        return super().get_context_data(**{**kwargs, **given})
