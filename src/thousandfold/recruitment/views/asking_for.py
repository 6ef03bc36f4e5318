# SPDX-License-Identifier: AGPL-3.0-or-later
"""Staff do it for a nominee who asks: a copy of what is held, or its end, with a trail line."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.forms import SureForm
from thousandfold.base.keeping.handing_out import held_about
from thousandfold.base.keeping.subject import subject_of
from thousandfold.base.permissions import Permission
from thousandfold.base.usecases.erasing import erase_person, what_goes, where_named
from thousandfold.base.usecases.handing_out import hand_out_for
from thousandfold.base.views import FormPage, Page
from thousandfold.base.views.held import a_file
from thousandfold.recruitment.models import Nomination
from thousandfold.recruitment.views.common import OfCall


class ForNominee(OfCall, Page):
    """A page about what is held of a nominee, for who may do it for them."""

    tab = "nominations"
    asks_again = True

    def find(self) -> Nomination:
        """The nomination, without its story. Raises Http404."""
        rows = Nomination.objects.filter(call=self.call, pk=self.kwargs["pk"]).defer("story")
        found = rows.first()
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The nomination."""
        return super().get_context_data(row=self.thing, **kwargs)


class NominationHeld(ForNominee):
    """What this host holds about a nominee, and a copy for them."""

    permission = Permission.PERSON_EXPORT
    template_name = "recruitment/nomination_held.html"
    lead = _("For a person who asks and has no account. Words that only they may read stay shut.")

    def get_title(self) -> str:
        """Whose it is."""
        return say("What is held about %(name)s") % {"name": self.thing.name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tables with their counts; no word of theirs."""
        subject = subject_of(self.thing, host=self.thing.host)
        return super().get_context_data(tables=held_about(subject, private=False), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The copy, as a file; the trail says that it was made."""
        made = hand_out_for(
            viewer=self.viewer, row=self.thing, whose=self.thing.name, at=timezone.now()
        )
        return a_file(made)


class NominationErase(ForNominee):
    """What an erasure takes and what stays, before anything is done."""

    permission = Permission.PERSON_ERASE
    template_name = "recruitment/nomination_erase.html"
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


class NominationEraseForGood(ForNominee, FormPage):
    """The second step: the name is typed, and it is done."""

    permission = Permission.PERSON_ERASE
    form_class = SureForm
    template_name = "recruitment/nomination_erase_sure.html"
    lead = _("Nobody can bring it back, not even from a backup.")
    action = _("Erase for good")

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
        return self.url("nominations")
