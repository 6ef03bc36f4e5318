# SPDX-License-Identifier: AGPL-3.0-or-later
"""What governing bodies show on pages that join the stages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thousandfold.base import hooks
from thousandfold.base.permissions import Permission, may
from thousandfold.power import queries
from thousandfold.power.models import Sitting
from thousandfold.power.packs_of_bodies import bodies
from thousandfold.power.seat_words import name_on


@hooks.finds
def _bodies(request: Any, words: str) -> Iterator[hooks.Found]:
    for key, body, _followed in queries.bodies_for(request.viewer, words)[:8]:
        url = reverse("power:body", args=[request.host.slug, key])
        yield hooks.Found(_("Governing body"), body.name, url, body.state)


@hooks.person_panel(60)
def _seats(request: Any, person: Any) -> Any:
    if not may(request.viewer, Permission.BODY_SEE):
        return None
    held = Sitting.objects.filter(person=person, until=None).select_related("body")
    known = [(one, bodies()[one.body.key]) for one in held if one.body.key in bodies()]
    rows = [(one, body, name_on(body, one.seat)) for one, body in known]
    return (_("Seats held"), "power/_person_seats.html", rows) if rows else None
