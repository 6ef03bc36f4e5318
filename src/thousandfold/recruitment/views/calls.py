# SPDX-License-Identifier: AGPL-3.0-or-later
"""Calls: the list, one of them, a new one, its invitation on paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission, may
from thousandfold.base.site import reachable
from thousandfold.base.views import EditPage, FormPage, ListPage, Page
from thousandfold.base.views.lists import Filter
from thousandfold.curriculum import queries as curriculum
from thousandfold.people.queries import coalitions_for
from thousandfold.recruitment.choices import CallState
from thousandfold.recruitment.forms.calls import CallForm
from thousandfold.recruitment.models import Call, Cohort
from thousandfold.recruitment.phases import phases_of
from thousandfold.recruitment.queries.calls import calls_for, cohorts_for, counts_of, with_counts
from thousandfold.recruitment.queries.marks import committee_for, has_marks
from thousandfold.recruitment.usecases.calls import change_call, close_call, open_call, write_call
from thousandfold.recruitment.views.common import OfCall

FIELDS = (
    "title",
    "coalition",
    "programme",
    "opens_on",
    "closes_on",
    "size_least",
    "size_most",
    "welcome",
)


def programmes() -> list[tuple[str, str]]:
    """Programmes to choose from, with their titles in the reader's language."""
    language = get_language() or "en"
    return [
        (one.id, curriculum.said(one.title, language, one.source))
        for one in curriculum.programmes()
    ]


def public_address(request: HttpRequest, call: Call) -> str:
    """The address of the nomination form."""
    return reachable(request, reverse("recruitment:nominate", args=[call.link]))


def qr_of(address: str, title: Any) -> SafeString:
    """A QR code as inline SVG. Its only words are our own."""
    svg = segno.make(address, error="m", micro=False).svg_inline(
        omitsize=True, border=2, title=str(title)
    )
    return mark_safe(svg)  # noqa: S308 - drawn by us from an address of ours


class CallList(ListPage):
    """All calls of the host that the viewer may see."""

    permission = Permission.CALL_SEE
    template_name = "recruitment/calls.html"
    title = _("Recruit")
    lead = _("Each call brings together one cohort: nominate, read, balance, choose.")
    section = "recruit"
    search_in = ("title",)
    sorts = {"title": ("title",), "closes": ("closes_on",), "nominated": ("nominated",)}

    def rows(self) -> Any:
        """Calls, newest first."""
        return with_counts(calls_for(self.viewer))

    def filters(self) -> list[Filter]:
        """By state."""
        return [Filter("state", _("State"), "state", CallState.choices)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Cohorts are one step further."""
        return super().get_context_data(cohorts=cohorts_for(self.viewer)[:5], **kwargs)


class CallNew(FormPage):
    """Write a call."""

    permission = Permission.CALL_CHANGE
    form_class = CallForm
    title = _("Write a call")
    lead = _("A draft first: nobody outside sees it before you open it.")
    action = _("Keep as a draft")
    done = _("The call is kept as a draft. Read it once more, then open it.")
    section = "recruit"

    def form_arguments(self) -> dict[str, Any]:
        """Programmes to choose from."""
        return {"programmes": programmes()}

    def get_initial(self) -> dict[str, Any]:
        """Six weeks from today, 12 to 20 people, the first coalition."""
        today = timezone.localdate()
        return {
            "opens_on": today,
            "closes_on": today + timedelta(weeks=6),
            "size_least": 12,
            "size_most": 20,
            "coalition": coalitions_for(self.viewer).first(),
        }

    def save(self, form: CallForm) -> str:
        """Write it and show it."""
        call = write_call(viewer=self.viewer, at=timezone.now(), **form.cleaned_data)
        return reverse("recruitment:call", args=[self.request.host.slug, call.pk])  # type: ignore[attr-defined]


class CallEdit(OfCall, EditPage):
    """Change a call."""

    permission = Permission.CALL_CHANGE
    form_class = CallForm
    fields = FIELDS
    title = _("Change the call")
    done = _("The call was changed.")
    form_arguments = CallNew.form_arguments

    def save(self, form: CallForm) -> str:
        """Save and show it."""
        change_call(
            viewer=self.viewer,
            call=self.call,
            based_on=self.based_on,
            at=timezone.now(),
            **form.cleaned_data,
        )
        return self.url("call")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A way back."""
        return super().get_context_data(cancel_url=self.url("call"), **kwargs)


class CallPage(OfCall, Page):
    """One call: where it stands, how to nominate, and what to do next."""

    permission = Permission.CALL_SEE
    template_name = "recruitment/call.html"
    tab = "overview"

    def get_title(self) -> str:
        """Its title."""
        return self.call.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Path, figures, link and next step."""
        counts = counts_of(self.viewer, self.call)
        committee = list(committee_for(self.viewer, self.call))
        address = public_address(self.request, self.call)
        return super().get_context_data(
            lead=self.call.get_state_display(),
            steps=[_step(one) for one in phases_of(self.viewer, self.call)],
            counts=counts,
            live=counts["sent"] + counts["confirmed"],
            committee=committee,
            locked=sum(1 for one in committee if one.locked_at),
            address=address,
            qr=qr_of(address, _("QR code of the nomination form")),
            next=self._next(counts, committee),
            cohort=Cohort.objects.filter(call=self.call).first(),
            programme=dict(programmes()).get(self.call.programme, self.call.programme),
            over=self.call.closes_on < timezone.localdate(),
            **kwargs,
        )

    def _next(self, counts: dict[str, int], committee: list[Any]) -> dict[str, Any] | None:
        if not may(self.viewer, Permission.CALL_CHANGE, self.call):
            if may(self.viewer, Permission.NOMINATION_SCORE, self.call):
                return {"label": _("Read and score"), "url": self.url("review")}
            return None
        if self.call.state == CallState.DRAFT:
            return {"label": _("Open the call"), "post": self.url("call-open")}
        if self.call.state == CallState.OPEN:
            return {"label": _("See nominations"), "url": self.url("nominations")}
        if self.call.state == CallState.DECIDED:
            return None
        if not committee and not has_marks(self.call):
            return {"label": _("Invite the committee"), "url": self.url("committee")}
        if not self.call.marks_opened_at:
            return {"label": _("See the committee's progress"), "url": self.url("committee")}
        return {"label": _("Set the balance"), "url": self.url("balance")}


def _step(phase: Any) -> dict[str, Any]:
    return {"label": phase.label, "state": phase.state, "count": phase.note, "url": phase.url}


class CallAct(OfCall, Page):
    """A button on a call's page; posting does it, then the page again."""

    permission = Permission.CALL_CHANGE
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, say it."""
        messages.success(request, self.act())
        return HttpResponseRedirect(self.after_refusal())

    def act(self) -> Any:
        """Call one use case and return what to say."""
        raise TypeError(f"{type(self).__name__} does nothing.")

    def after_refusal(self) -> str:
        """The call's page."""
        return self.url("call")


class CallOpen(CallAct):
    """Open the call."""

    def act(self) -> Any:
        """Open it."""
        open_call(viewer=self.viewer, call=self.call, today=timezone.localdate(), at=timezone.now())
        return _("The call is open. Share the link, or print the invitation.")


class CallClose(CallAct):
    """Close the call."""

    def act(self) -> Any:
        """Close it."""
        close_call(viewer=self.viewer, call=self.call, at=timezone.now())
        return _(
            "The call is closed. You can open it again at any time before the cohort is seated."
        )


class CallInvitation(OfCall, Page):
    """The invitation on paper, with the link as a QR code."""

    permission = Permission.CALL_SEE
    template_name = "recruitment/invitation.html"

    def get_title(self) -> str:
        """Its title."""
        return self.call.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Link and QR code."""
        address = public_address(self.request, self.call)
        return super().get_context_data(
            address=address,
            qr=qr_of(address, _("QR code of the nomination form")),
            back_url=self.url("call"),
            **kwargs,
        )
