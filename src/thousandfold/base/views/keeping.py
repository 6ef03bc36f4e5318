# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long things are kept, for everybody at a host; what is due, for who looks after it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.forms import TermsForm
from thousandfold.base.keeping.retention import CLOCKS, SHORTEST, days_at
from thousandfold.base.models import RetentionLook
from thousandfold.base.permissions import Permission, may
from thousandfold.base.usecases.retention import Due, confirm_look, last_look, look_for_due, waits
from thousandfold.base.usecases.terms import may_be_shorter, shorten_terms
from thousandfold.base.views.forms import EditPage
from thousandfold.base.views.host import HostPage
from thousandfold.base.views.pages import Page

#: So many reports are shown.
REPORTS = 10


class KeepingPage(Page):
    """The table of terms; staff and administrators also see what the next look deletes."""

    permission = Permission.HOST_SEE
    template_name = "base/keeping.html"
    title = _("How long things are kept")
    lead = _("What the site deletes by itself, and when. Everything else stays until you end it.")
    section = "host"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each clock with its count, or without; what waits, and the last reports."""
        counts = may(self.viewer, Permission.OUTBOX_SEE)
        host = self.request.host  # type: ignore[attr-defined]
        due = look_for_due(host=host, at=timezone.now()) if counts else Due({}, {})
        holds = may(self.viewer, Permission.HOLD_PLACE)
        rows = [
            (
                one.sentence,
                days_at(host, one) if days_at(host, one) < one.days else 0,
                due.counts.get(one.key, 0),
                due.held.get(one.key, 0) if holds else 0,
            )
            for one in CLOCKS
        ]
        look = last_look(host) if counts else None
        done = RetentionLook.objects.exclude(deleted={})[:REPORTS] if counts else ()
        return super().get_context_data(
            rows=rows,
            counts=counts,
            holds=any(held for *_rest, held in rows),
            look=look if look and waits(look) else None,
            may_confirm=may(self.viewer, Permission.HOST_CHANGE),
            reports=[(one.at, sum(one.deleted.values())) for one in done],
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Confirm what waits."""
        deleted = confirm_look(viewer=self.viewer, at=timezone.now())
        text = say("Confirmed. %(count)d records were deleted now; the rest goes on by itself.")
        messages.success(request, text % {"count": sum(deleted.values())})
        host = self.request.host  # type: ignore[attr-defined]
        return HttpResponseRedirect(reverse("base:keeping", args=[host.slug]))


class TermsEdit(EditPage):
    """Keep things for less long than the table says."""

    permission = Permission.HOST_CHANGE
    form_class = TermsForm
    title = _("Keep things for less long")
    lead = _(
        "Terms can be shorter here, never longer. A shorter term counts from the next look on."
    )
    done = _("The terms of your host were changed.")
    section = "host"
    find = HostPage.find

    def get_initial(self) -> dict[str, Any]:
        """The days that hold now."""
        return {one.key: days_at(self.thing, one) for one in may_be_shorter()}

    def form_arguments(self) -> dict[str, Any]:
        """The clocks that may be shortened."""
        return {"clocks": may_be_shorter(), "least": SHORTEST}

    def save(self, form: TermsForm) -> str:
        """Save and show the table."""
        shorten_terms(
            viewer=self.viewer,
            host=self.thing,
            based_on=self.based_on,
            days=form.cleaned_data,
            at=timezone.now(),
        )
        return reverse("base:keeping", args=[self.thing.slug])
