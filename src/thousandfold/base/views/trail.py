# SPDX-License-Identifier: AGPL-3.0-or-later
"""The trail: who did what, with ids only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission
from thousandfold.base.queries import trail_acts_for, trail_for
from thousandfold.base.trail import act_words
from thousandfold.base.usecases.trail_letters import draft_trail_letters
from thousandfold.base.views.lists import Filter, ListPage


class _ByAct(Filter):
    """One kind of act: kind of thing, dot, verb."""

    def narrow(self, rows: Any) -> Any:
        """By both columns, which are indexed; put together they are not."""
        thing, _dot, verb = self.chosen.rpartition(".")
        return rows.filter(thing=thing, verb=verb)


class Trail(ListPage):
    """Every act, newest first."""

    permission = Permission.TRAIL_SEE
    template_name = "base/trail.html"
    title = _("Trail")
    lead = _("Who did what, and when. It holds ids only, never names or what people wrote.")
    section = "host"
    search_in = ("actor", "thing_id", "thing")
    sorts = {"at": ("at", "id")}
    default_sort = "-at"

    def rows(self) -> Any:
        """All acts at the host."""
        return trail_for(self.viewer)

    def filters(self) -> list[Filter]:
        """By what was done, in the order of its words."""
        acts = [
            (f"{thing}.{verb}", str(act_words(thing, verb)))
            for thing, verb in trail_acts_for(self.viewer)
        ]
        acts.sort(key=lambda row: row[1].casefold())
        return [_ByAct("act", _("What was done"), "act", acts)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each row with its words."""
        context = super().get_context_data(**kwargs)
        for one in context["rows"]:
            one.words = act_words(one.thing, one.verb)
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Draft letters with the trail's end; they wait in the outbox."""
        host = self.request.host  # type: ignore[attr-defined]
        drafted = draft_trail_letters(viewer=self.viewer, at=timezone.now())
        if drafted:
            messages.success(request, say("The letters wait in the outbox, for staff to send."))
            return HttpResponseRedirect(reverse("base:outbox", args=[host.slug]))
        messages.info(request, say("No administrator of this host has an e-mail address."))
        return HttpResponseRedirect(reverse("base:trail", args=[host.slug]))

    def _searched(self, rows: Any) -> Any:
        """An id as it is shown, without its dashes or with."""
        from django.db.models import CharField, Q
        from django.db.models.functions import Cast

        rows = rows.annotate(
            actor_text=Cast("actor", CharField()), thing_text=Cast("thing_id", CharField())
        )
        for word in self.request.GET.get("q", "").split():
            bare = word.replace("-", "").lower()
            rows = rows.filter(
                Q(actor_text__icontains=bare)
                | Q(thing_text__icontains=bare)
                | Q(actor_text__icontains=word)
                | Q(thing_text__icontains=word)
                | Q(thing__icontains=word)
            )
        return rows
