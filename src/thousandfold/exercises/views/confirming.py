# SPDX-License-Identifier: AGPL-3.0-or-later
"""The author reads what was typed in from paper, and says yes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.middleware import stay_in
from thousandfold.base.permissions import PUBLIC
from thousandfold.base.refusals import wording
from thousandfold.base.scope import every_host
from thousandfold.base.site import is_this_computer
from thousandfold.exercises import links, sheets, veiling
from thousandfold.exercises.forms import reaches_from
from thousandfold.exercises.models import Place, Run
from thousandfold.exercises.refused import KeptOnPhone
from thousandfold.exercises.usecases import coming_back, paper
from thousandfold.exercises.views.at_the_place import BringsIn, hold, next_token, token_of
from thousandfold.exercises.views.rooms import title_of


class ConfirmPage(BringsIn):
    """The author reads what was typed in, and says yes. Opening the link changes nothing."""

    permission = PUBLIC
    template_name = "exercises/confirm.html"
    title = _("Are these your words?")
    lead = _(
        "Somebody typed this in from your sheet. Nothing of it counts or shows until you say yes."
    )

    def find(self) -> tuple[Run, Place]:
        """The run and the place that the link names.

        Raises:
            Http404: for a link that is not ours.
        """
        named = links.run_and_place_of(self.kwargs["token"])
        if named is None:
            raise Http404
        run, place = named
        with every_host("a signed link names run and place, whose host is not known yet"):
            found = Run.objects.filter(pk=run).select_related("room__cohort", "host").first()
            seat = Place.objects.filter(pk=place).select_related("room").first()
        if found is None or seat is None or seat.room_id != found.room_id:
            raise Http404
        stay_in(self.request, found.host)
        return found, seat

    @property
    def private(self) -> bool:
        """Private words are only shown over an encrypted line, or on this very computer."""
        return veiling.is_private(self.request) or is_this_computer(self.request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Over an open line the page says where else to confirm."""
        self.request, self.kwargs = request, kwargs
        _found = self.thing
        if not self.private:
            context = {"said": wording(KeptOnPhone()), "back": reverse("exercises:join")}
            return render(request, "exercises/kept_on_phone.html", context, status=403)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What waits for a yes."""
        run, place = self.thing
        played = paper.as_typed_in(run, place)
        language = get_language() or "en"
        typed = paper.typed_in(run, place)
        rows = [sheets.typed_row(played, place, one, language) for one in typed]
        return super().get_context_data(**{**kwargs, "rows": rows, "run_title": title_of(run)})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Yes."""
        run, place = self.thing
        author = replace(self.viewer, host=run.host, place=place.id)
        if request.POST.get("act") == "hold":
            held, token, at = token_of(request), next_token(request), timezone.now()
            coming_back.hold_place(viewer=author, place=place, token=token, at=at, held=held)
            return hold(request, HttpResponseRedirect(reverse("exercises:mine")), token)
        paper.confirm(
            viewer=author,
            run=run,
            place=place,
            reaches=reaches_from(request.POST),
            on_proof=False,
            at=timezone.now(),
        )
        messages.success(
            request, _("Thank you. Your words count from now on, as far as you let them.")
        )
        return HttpResponseRedirect(request.path)
