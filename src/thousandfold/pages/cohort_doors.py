# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lies one step from a cohort's page: its sessions, its room, its platform."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission, may
from thousandfold.curriculum.queries import programme_or_none
from thousandfold.curriculum.templatetags.programme_words import long_date
from thousandfold.pages.first_steps import address
from thousandfold.training import queries as training
from thousandfold.training.views.days import day_title


def doors_of(request: Any, cohort: Any) -> list[dict[str, Any]]:
    """Doors that the viewer may open: icon, label, a sentence, address."""
    offered = [
        _sessions(request, cohort),
        _room(request, cohort),
        _programme(request, cohort),
        _nominations(request, cohort),
    ]
    return [one for one in offered if one and one["url"]]


def _sessions(request: Any, cohort: Any) -> dict[str, Any] | None:
    if not may(request.viewer, Permission.SESSION_SEE, cohort):
        return None
    today = training.local_day(request.host, timezone.now())
    coming = training.next_days_for(request.viewer, today, cohort)
    if not coming:
        text: Any = _("Dates, places, running sheets and attendance.")
        url = address("training:sessions", [request.host.slug, cohort.pk])
        return {"icon": "calendar", "label": _("Sessions"), "text": text, "url": url}
    day = coming[0]
    language = (get_language() or "en").split("-")[0]
    when = {"day": day_title(day, language), "date": long_date(day.date)}
    text = say("%(day)s, %(date)s") % when
    url = address("training:day", [request.host.slug, day.pk])
    return {"icon": "calendar", "label": _("Next session"), "text": text, "url": url}


def _room(request: Any, cohort: Any) -> dict[str, Any] | None:
    if may(request.viewer, Permission.ROOM_LEAD, cohort):
        url = address("exercises:cohort-room", [request.host.slug, cohort.pk])
        text = _("Open the room, lead exercises, project the wall.")
    elif may(request.viewer, Permission.ROOM_TAKE_PART, cohort):
        url = address("exercises:rooms", [request.host.slug])
        text = _("Your seat in the room, and what you kept from it.")
    else:
        return None
    return {"icon": "room", "label": _("Room"), "text": text, "url": url}


def _programme(request: Any, cohort: Any) -> dict[str, Any] | None:
    here = programme_or_none(cohort.programme)
    if here is None or not may(request.viewer, Permission.PROGRAMME_SEE):
        return None
    url = address("curriculum:programme", [request.host.slug, cohort.programme])
    text = _("Aims, activities step by step, handouts to print.")
    return {"icon": "paper", "label": _("Programme"), "text": text, "url": url}


def _nominations(request: Any, cohort: Any) -> dict[str, Any] | None:
    call = cohort.call
    if call is None or not may(request.viewer, Permission.CALL_SEE, call):
        return None
    url = address("recruitment:call", [request.host.slug, call.pk])
    text = _("How this cohort came about: nominations, scores, balance, reasons.")
    return {"icon": "list", "label": _("The call"), "text": text, "url": url}
