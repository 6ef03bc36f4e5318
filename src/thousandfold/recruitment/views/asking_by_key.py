# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is held of one nomination, for the nominee by their own link: a copy, and its end.

The link proves this nomination and nothing else: whoever puts themselves forward may type any
address. What hangs on other rows is asked for by mail (docs/decisions/0136).
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.forms import SureForm
from thousandfold.base.keeping.handing_out import as_zip, held_about
from thousandfold.base.keeping.retention import kept_until
from thousandfold.base.keeping.subject import Subject, subject_of
from thousandfold.base.site import is_this_computer
from thousandfold.base.usecases.erasing import erase_who_proved_it, what_goes
from thousandfold.base.views import FormPage
from thousandfold.base.views.held import a_file
from thousandfold.recruitment.notices import LABELS
from thousandfold.recruitment.queries.agreements import given_by
from thousandfold.recruitment.queries.readings import readings_of
from thousandfold.recruitment.usecases.agreeing import take_field_out
from thousandfold.recruitment.views.public import ByKey


class OfNominee(ByKey):
    """A page behind a nominee's link about what is held of this nomination."""

    key_field = "nominee_key"
    by = "nominee"

    @cached_property
    def subject(self) -> Subject:
        """This nomination, those that were made one with it, and what hangs on them."""
        return subject_of(self.thing, host=self.thing.host, narrow=True)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One that was made one with another leads to its page, which leads there."""
        if self.thing is not None and self.thing.merged_into_id:
            return HttpResponseRedirect(self.after_refusal())
        return super().dispatch(request, *args, **kwargs)

    def line_is_private(self) -> bool:
        """Whether nobody reads along between this browser and the site."""
        return self.request.is_secure() or is_this_computer(self.request)


class NomineeHeld(OfNominee):
    """What is held, who opened it, how long; and a copy."""

    template_name = "recruitment/held_by_key.html"
    title = _("What is held about you here")
    lead = _("Everything that hangs on this nomination. Take a copy, or have it erased.")

    def after_refusal(self) -> str:
        """This page again; for who was led away, the nomination's."""
        name = "nominee" if self.thing.merged_into_id else "nominee-held"
        return reverse(f"recruitment:{name}", args=[self.kwargs["key"]])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tables with their counts, readings, and the day when it goes by itself."""
        return super().get_context_data(
            tables=held_about(self.subject, private=False),
            readings=readings_of(self.thing),
            kept=kept_until(self.thing),
            given=given_by(self.thing),
            private=self.line_is_private(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take one field out; else the copy, as a file."""
        if field := request.POST.get("take_out", ""):
            take_field_out(nomination=self.thing, field=field, at=timezone.now())
            text = say("It is taken out: %(field)s. Nobody reads it any more.")
            messages.success(request, text % {"field": LABELS[field]})
            return HttpResponseRedirect(request.path)
        tables = held_about(self.subject, private=self.line_is_private())
        return a_file(as_zip(tables, at=timezone.now(), whose=self.thing.name))


class NomineeErase(OfNominee):
    """What an erasure takes and what stays, before anything is done."""

    template_name = "recruitment/erase_by_key.html"
    title = _("Erase this nomination")
    lead = _("See first what goes and what stays. Nothing happens on this page.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The preview."""
        return super().get_context_data(preview=what_goes(self.subject), **kwargs)


class NomineeEraseForGood(OfNominee, FormPage):
    """The second step: the name is typed, and it is done."""

    template_name = "recruitment/erase_by_key_sure.html"
    form_class = SureForm
    title = _("Erase this nomination for good")
    lead = _("Nobody can bring it back, not even from a backup.")
    action = _("Erase for good")
    leaves = False

    def form_arguments(self) -> dict[str, Any]:
        """The word to type."""
        return {"word": self.thing.name}

    def save(self, form: forms.Form) -> str:
        """Erase; the link leads nowhere afterwards."""
        erase_who_proved_it(subject=self.subject, at=timezone.now())
        text = say("Your nomination is erased, and its link opens nothing any more.")
        messages.success(self.request, text)
        return reverse("recruitment:held")
