# SPDX-License-Identifier: AGPL-3.0-or-later
"""A person who has no account asks: a copy of what is held about them, or its end."""

from __future__ import annotations

from django.urls import reverse

from thousandfold.base.views.held_for import EraseForThem, EraseForThemForGood, HeldForThem
from thousandfold.people.views.persons import PersonPages


class PersonHeld(HeldForThem, PersonPages):
    """Of somebody on the list of people."""

    template_name = "people/person_held.html"


class PersonErase(EraseForThem, PersonPages):
    """What goes and what stays of somebody on the list of people."""

    template_name = "people/person_erase.html"


class PersonEraseForGood(EraseForThemForGood, PersonPages):
    """The second step."""

    template_name = "people/person_erase_sure.html"

    def leads_to(self) -> str:
        """The list of people."""
        return reverse("people:persons", args=[self.request.host.slug])  # type: ignore[attr-defined]
