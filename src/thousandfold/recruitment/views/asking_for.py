# SPDX-License-Identifier: AGPL-3.0-or-later
"""Staff do it for a nominee who asks: a copy of what is held, or its end, with a trail line."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from thousandfold.base.views import Page
from thousandfold.base.views.held_for import EraseForThem, EraseForThemForGood, HeldForThem
from thousandfold.recruitment.models import Nomination
from thousandfold.recruitment.views.common import OfCall


class ForNominee(OfCall, Page):
    """A page about what is held of a nominee, for who may do it for them."""

    tab = "nominations"

    def find(self) -> Nomination:
        """The nomination, without its story. Raises Http404."""
        rows = Nomination.objects.filter(call=self.call, pk=self.kwargs["pk"]).defer("story")
        found = rows.first()
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The nomination."""
        return super().get_context_data(row=self.thing, **kwargs)


class NominationHeld(HeldForThem, ForNominee):
    """Of a nominee."""

    template_name = "recruitment/nomination_held.html"


class NominationErase(EraseForThem, ForNominee):
    """What goes and what stays of a nominee."""

    template_name = "recruitment/nomination_erase.html"


class NominationEraseForGood(EraseForThemForGood, ForNominee):
    """The second step."""

    template_name = "recruitment/nomination_erase_sure.html"

    def leads_to(self) -> str:
        """The list of nominations."""
        return self.url("nominations")
