# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is held about somebody without an account: asked by address, seen by the letter's link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.forms import SureForm
from thousandfold.base.keeping.common_work import contributions
from thousandfold.base.keeping.handing_out import as_zip
from thousandfold.base.permissions import PUBLIC
from thousandfold.base.site import is_this_computer, site_address
from thousandfold.base.usecases.erasing import erase_who_proved_it, what_goes
from thousandfold.base.views import FormPage, Page
from thousandfold.base.views.held import a_file, what_stays
from thousandfold.recruitment.forms.asking import AskHeldForm
from thousandfold.recruitment.queries.asking import (
    Entry,
    entries_of,
    entry_of,
)
from thousandfold.recruitment.usecases import asking
from thousandfold.recruitment.views.limits import may_write_to
from thousandfold.recruitment.views.public import PublicForm


class AskHeld(PublicForm):
    """Ask for a letter with a link. The answer is the same whether anything is held or not."""

    template_name = "recruitment/held_ask.html"
    form_class = AskHeldForm
    title = _("What is held about you")
    lead = _("For everybody whose name may be here: no account is needed.")
    action = _("Send me the link")
    leaves = False
    counted_as = "held"

    def save(self, form: forms.Form) -> str:
        """Send it, unless too many went there in this hour; say the same either way."""
        email = form.cleaned_data["email"]
        if may_write_to(email):
            asking.send_link(email=email, site=site_address(), at=timezone.now())
        return reverse("recruitment:held-sent")


class HeldSent(Page):
    """What happens next."""

    permission = PUBLIC
    template_name = "recruitment/held_sent.html"
    title = _("Look into your mail")


class ByLink(Page):
    """A page behind the link of a letter."""

    permission = PUBLIC

    @cached_property
    def email(self) -> str | None:
        """The address that the link proves."""
        return asking.address_in(self.kwargs["token"], timezone.now())

    @cached_property
    def entry(self) -> Entry:
        """The person that the address of the page names. Raises Http404."""
        found = entry_of(self.email or "", self.kwargs["who"])
        if found is None or found.signs_in:
            raise Http404
        return found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A wrong link, or one whose hour is over, says how to get another."""
        if self.email is None:
            words = {"title": _("This link opens nothing any more")}
            return render(request, "recruitment/held_over.html", words, status=404)
        return super().dispatch(request, *args, **kwargs)

    def line_is_private(self) -> bool:
        """Whether nobody reads along between this browser and the site."""
        return self.request.is_secure() or is_this_computer(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The link's word, for the ways on; the page's own word stays out."""
        kwargs.pop("who", None)
        return super().get_context_data(
            link=self.kwargs["token"], email=self.email, private=self.line_is_private(), **kwargs
        )


class HeldByLink(ByLink):
    """Everything under an address, person by person; a copy of each."""

    template_name = "recruitment/held_by_link.html"
    title = _("What is held about you")
    lead = _("All of it, at every host of this site. Take a copy, or have it erased.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Entries with their tables and who read what was written."""
        email = self.email or ""
        entries = [
            (one, [] if one.signs_in else one.tables(email, private=False), one.readings())
            for one in entries_of(email)
        ]
        return super().get_context_data(entries=entries, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The copy, as a file; the page again where nobody on it was meant."""
        email = self.email or ""
        entry = entry_of(email, request.POST.get("who", ""))
        if entry is None or entry.signs_in:
            messages.error(request, say("Take a copy with one of the buttons on this page."))
            return HttpResponseRedirect(request.path)
        tables = entry.tables(email, private=self.line_is_private())
        return a_file(as_zip(tables, at=timezone.now(), whose=entry.name or email))


class EraseByLink(ByLink):
    """What an erasure takes and what stays, before anything is done."""

    template_name = "recruitment/erase_by_link.html"
    title = _("Erase everything about you")
    lead = _("See first what goes and what stays. Nothing happens on this page.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The preview; of a nominator, their name alone goes."""
        subject = self.entry.subject
        return super().get_context_data(
            entry=self.entry,
            preview=what_goes(subject) if subject else None,
            common=contributions(subject) if subject else (),
            **kwargs,
        )


class EraseByLinkForGood(ByLink, FormPage):
    """The second step: the address is typed, and it is done."""

    template_name = "recruitment/erase_by_link_sure.html"
    form_class = SureForm
    title = _("Erase everything about you, for good")
    lead = _("Nobody can bring it back, not even from a backup.")
    action = _("Erase for good")
    leaves = False

    def form_arguments(self) -> dict[str, Any]:
        """The word to type."""
        return {"word": self.email}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What may stay, as it was chosen on the page before."""
        subject = self.entry.subject
        staying = what_stays(self.request, subject) if subject else ()
        return super().get_context_data(entry=self.entry, staying=staying, **kwargs)

    def save(self, form: forms.Form) -> str:
        """Erase, and show what is held now."""
        at, subject = timezone.now(), self.entry.subject
        if subject is None:
            asking.take_out_by_address(email=self.email or "", at=at)
        else:
            stays = self.request.POST.getlist("stays")
            erase_who_proved_it(subject=subject, at=at, stays=stays)
        messages.success(self.request, say("It is erased."))
        return reverse("recruitment:held-by-link", args=[self.kwargs["token"]])
