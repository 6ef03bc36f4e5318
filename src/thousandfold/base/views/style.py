# SPDX-License-Identifier: AGPL-3.0-or-later
"""The style guide: every part of the look on one page, with made-up contents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base import icons
from thousandfold.base.permissions import PUBLIC
from thousandfold.base.views.lists import Filter
from thousandfold.base.views.pages import Page

TOKENS = [
    "paper",
    "surface",
    "edge",
    "ink",
    "muted",
    "line",
    "leaf",
    "leaf-deep",
    "leaf-wash",
    "fruit",
    "bark",
    "sun",
    "sky",
    "brick",
]


class ExampleForm(forms.Form):
    """One field of each kind."""

    keeps_focus_away = True

    name = forms.CharField(label=_("Name of the host"), help_text=_("As people around you say it."))
    region = forms.ChoiceField(
        label=_("Region"), choices=[("", _("choose one")), ("a", _("South Bay"))], required=False
    )
    story = forms.CharField(label=_("What grew here"), widget=forms.Textarea, required=False)
    inside = forms.ChoiceField(
        label=_("Where do they work from?"),
        choices=[("in", _("Inside: elected, appointed or staff")), ("out", _("Outside"))],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label=_("I may show this to the cohort"), required=False)


class StyleGuide(Page):
    """Shows every part; nothing on it is about anybody."""

    permission = PUBLIC
    template_name = "base/style_guide.html"
    title = _("How the pages are made")
    lead = _("Every part of the look on one page, for people who build pages.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Made-up contents for every part."""
        return super().get_context_data(**examples(), **kwargs)


def examples() -> dict[str, Any]:
    """Contents for every part of the style guide."""
    return {
        "tokens": TOKENS,
        "icons": list(icons.PATHS),
        "form": ExampleForm(),
        "wrong_form": ExampleForm({"name": ""}, prefix="wrong"),
        **_frame(),
        **_list(),
        **_room(),
    }


def _frame() -> dict[str, Any]:
    return {
        "steps": [
            {"label": say("Invite"), "state": "done", "url": "#"},
            {"label": say("Nominate"), "state": "done", "count": "43", "url": "#"},
            {"label": say("Interview"), "state": "done", "count": "38 / 43", "url": "#"},
            {"label": say("Select"), "state": "now", "count": "16", "url": "#"},
            {"label": say("Prepare"), "state": "todo"},
            {"label": say("Meet 1 to 4"), "state": "todo"},
            {"label": say("Alumni"), "state": "todo"},
        ],
        "undo": {"said": say("12 nominees were moved to the second list."), "url": "#"},
        "refusal": {
            "what": say("The cohort could not be composed"),
            "why": say("You ask for 6 people from faith communities and 5 are nominated."),
            "todo": say("Ask for 5, or keep the call open and invite one more."),
        },
    }


def _list() -> dict[str, Any]:
    where = Filter("side", say("Side"), "side", [("out", say("outside")), ("in", say("inside"))])
    where.chosen = "out"
    rows = [
        (say("Five interviews without a second score"), say("Panel B"), say("3 days late"), "late"),
        (say("Childcare for six on both Saturdays"), say("Logistics"), say("tomorrow"), "soon"),
        (say("Letters to those not chosen"), say("Staff"), say("20 March"), ""),
    ]
    return {
        "filters": [where],
        "sort": "by",
        "total": 128,
        "page": Paginator(range(128), 50).page(2),
        "table": {
            "id": "owed",
            "caption": say("Owed, by date"),
            "pick": True,
            "columns": [
                {"label": say("What"), "word": "what"},
                {"label": say("Who"), "word": "who"},
                {"label": say("By"), "word": "by", "number": True},
            ],
            "rows": [
                {
                    "id": str(number),
                    "cells": [
                        {"text": what, "url": "#"},
                        {"text": who, "label": say("Who")},
                        {"text": by, "tone": tone, "label": say("By"), "number": True},
                    ],
                }
                for number, (what, who, by, tone) in enumerate(rows)
            ],
        },
        "bulk": {"url": "#", "actions": [{"value": "remind", "label": say("Remind them")}]},
    }


def _room() -> dict[str, Any]:
    return {
        "audience": {
            "who": say("Only you"),
            "text": say("for now. You choose what to share with your triad on the next page."),
        },
        "suggestions": [say("Solidarity"), say("Care"), say("Faith")],
        "suggest_to": "guide-words",
        "clock": {"left": say("6 min"), "paused": True},
        "answers": {"aloud": True},
    }
