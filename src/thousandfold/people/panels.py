# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people and coalitions show on pages that join the stages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thousandfold.base import hooks
from thousandfold.base.keeping.holdables import may_be_held
from thousandfold.people import queries
from thousandfold.people.models import Person
from thousandfold.people.sorting import sort_name

FEW = 8


@hooks.finds
def _people(request: Any, words: str) -> Iterator[hooks.Found]:
    slug = request.host.slug
    for one in _people_named(request.viewer, words)[:FEW]:
        yield hooks.Found(
            _("Person"), one.name, reverse("people:person", args=[slug, one.pk]), one.town
        )
    for org in queries.organisations_for(request.viewer).filter(name__icontains=words)[:FEW]:
        url = reverse("people:organisation", args=[slug, org.pk])
        yield hooks.Found(_("Organisation"), org.name, url, org.get_sector_display())


def _people_named(viewer: Any, words: str) -> Any:
    rows = queries.people_for(viewer)
    for word in words.split():
        rows = rows.filter(sort_name__contains=sort_name(word))
    return rows


@may_be_held(Person, _("Person"))
def _known_people(viewer: Any, words: str) -> Any:
    return queries.people_for(viewer).filter(name__icontains=words).order_by("sort_name", "id")
