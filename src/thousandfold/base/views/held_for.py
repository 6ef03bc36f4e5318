# SPDX-License-Identifier: AGPL-3.0-or-later
"""Staff do it for somebody who asks: a copy of what is held about them, or its end.

The apps name whose row the page is about (``find``), where its words stand
(``template_name``) and where it leads; a line of the trail says that it was done.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.forms import SureForm
from thousandfold.base.keeping.handing_out import held_about
from thousandfold.base.keeping.subject import subject_of
from thousandfold.base.permissions import Permission
from thousandfold.base.usecases.erasing import erase_person, what_goes, where_named
from thousandfold.base.usecases.handing_out import hand_out_for
from thousandfold.base.views.forms import FormPage
from thousandfold.base.views.held import a_file
from thousandfold.base.views.pages import Page


class HeldForThem(Page):
    """What this host holds about a person, and a copy for them."""

    permission = Permission.PERSON_EXPORT
    asks_again = True
    lead = _(
        "For a person who asks and has no account. It speaks to that person: “you” is they, not "
        "you. Words that only they may read stay shut."
    )

    def get_title(self) -> str:
        """Whose it is."""
        return say("What is held about %(name)s") % {"name": self.thing.name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tables with their counts; no word of theirs."""
        subject = subject_of(self.thing, host=self.thing.host)
        return super().get_context_data(tables=held_about(subject, private=False), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The copy, as a file; the trail says that it was made."""
        row = self.thing
        return a_file(hand_out_for(viewer=self.viewer, row=row, whose=row.name, at=timezone.now()))


class EraseForThem(Page):
    """What an erasure takes and what stays, before anything is done."""

    permission = Permission.PERSON_ERASE
    asks_again = True
    lead = _("See first what goes and what stays. Nothing happens on this page.")

    def get_title(self) -> str:
        """Who it is about."""
        return say("Erase %(name)s") % {"name": self.thing.name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The preview, and where their name stands in other people's texts."""
        subject = subject_of(self.thing, host=self.thing.host)
        return super().get_context_data(
            preview=what_goes(subject), named=where_named(subject), **kwargs
        )


class EraseForThemForGood(FormPage):
    """The second step: the name is typed, and it is done. Apps say where it ``leads_to``."""

    permission = Permission.PERSON_ERASE
    asks_again = True
    form_class = SureForm
    lead = _("Nobody can bring it back, not even from a backup.")
    action = _("Erase for good")
    leads_to: Callable[[], str]

    def get_title(self) -> str:
        """Who it is about."""
        return say("Erase %(name)s for good") % {"name": self.thing.name}

    def form_arguments(self) -> dict[str, Any]:
        """The name to type."""
        return {"word": self.thing.name}

    def save(self, form: SureForm) -> str:
        """Erase and go back to the list."""
        count = erase_person(viewer=self.viewer, row=self.thing, at=timezone.now())
        text = say("The person is erased: %(count)d records are gone.")
        messages.success(self.request, text % {"count": count})
        return self.leads_to()
