# SPDX-License-Identifier: AGPL-3.0-or-later
"""The quiet hand."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thousandfold.exercises.usecases import hands
from thousandfold.exercises.views.at_the_place import PlacePage


class HandPage(PlacePage):
    """One tap reaches somebody, quietly; another takes the hand down."""

    template_name = "exercises/hand.html"
    title = _("A quiet hand")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Raise or lower it."""
        if request.POST.get("answer") == "lower":
            hands.lower_hand(viewer=self.viewer, place=self.place)
            return HttpResponseRedirect(reverse("exercises:room"))
        hands.raise_hand(viewer=self.viewer, place=self.place, at=timezone.now())
        return HttpResponseRedirect(reverse("exercises:hand"))
