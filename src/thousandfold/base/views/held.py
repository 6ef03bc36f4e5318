# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is held: for a host as a table, for a person about themselves, with copy and erasing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.forms import SureForm
from thousandfold.base.keeping.common_work import Contribution, contributions
from thousandfold.base.keeping.handing_out import held_about
from thousandfold.base.keeping.holdings import holdings
from thousandfold.base.keeping.subject import Subject, subject_of
from thousandfold.base.permissions import SIGNED_IN, Permission
from thousandfold.base.privacy import class_of
from thousandfold.base.site import is_this_computer
from thousandfold.base.usecases.erasing import erase_oneself, what_goes
from thousandfold.base.usecases.handing_out import hand_out_own
from thousandfold.base.views.forms import FormPage
from thousandfold.base.views.pages import Page


class HeldTable(Page):
    """What this site keeps, why and how long: every table of people's things."""

    permission = Permission.HOST_SEE
    template_name = "base/held_table.html"
    title = _("What we keep, and why")
    lead = _("Everything that is stored about people here, what for, and until when.")
    section = "host"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tables about people first; what is common work after them."""
        rows = [one for one in holdings() if one.held or one.is_about_people]
        return super().get_context_data(
            about_people=[(one, confidence(one)) for one in rows if one.is_about_people],
            common=[one for one in rows if not one.is_about_people and _is_ours(one)],
            **kwargs,
        )


def _is_ours(one: Any) -> bool:
    return str(one.model.__module__).startswith("thousandfold.")


def confidence(one: Any) -> str:
    """The highest class among a table's fields, in words."""
    highest = max(class_of(one.model, each.name) or "P0" for each in one.fields())
    return str(CONFIDENCE[highest])


CONFIDENCE = {
    "P0": _("public"),
    "P1": _("open to the network"),
    "P2": _("for the host's staff"),
    "P3": _("for the cohort"),
    "P4": _("for its author alone, locked with their own key"),
    "P5": _("sealed"),
}


class HeldAboutMe(Page):
    """What is held about whoever is signed in; a copy of it all."""

    permission = SIGNED_IN
    asks_again = True
    template_name = "account/held.html"
    title = _("What is held about you")
    lead = _("All of it, at every host of this site. Take a copy, or have it erased.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tables with their counts."""
        tables = held_about(subject_of(self.viewer.account), private=False)
        return super().get_context_data(
            tables=tables, private=self.line_is_private() and not self.viewer.by_card, **kwargs
        )

    def line_is_private(self) -> bool:
        """Whether nobody reads along between this browser and the site."""
        return self.request.is_secure() or is_this_computer(self.request)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The copy, as a file."""
        line = self.line_is_private()
        return a_file(hand_out_own(viewer=self.viewer, private_line=line, at=timezone.now()))


def a_file(content: bytes) -> HttpResponse:
    """A copy to keep; its name says nothing about whose it is."""
    name = f"held-{timezone.localdate():%Y-%m-%d}.zip"
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


class EraseMe(Page):
    """What an erasure takes and what stays, before anything is done."""

    permission = SIGNED_IN
    asks_again = True
    template_name = "account/erase.html"
    title = _("Erase everything about you")
    lead = _("See first what goes and what stays. Nothing happens on this page.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The preview."""
        subject = subject_of(self.viewer.account)
        return super().get_context_data(
            preview=what_goes(subject), common=contributions(subject), **kwargs
        )


class EraseMeForGood(FormPage):
    """The second step: the word is typed, and it is done."""

    permission = SIGNED_IN
    asks_again = True
    form_class = SureForm
    template_name = "account/erase_sure.html"
    title = _("Erase everything about you, for good")
    lead = _("Nobody can bring it back, not even from a backup.")
    action = _("Erase everything about me")
    leaves = False

    def form_arguments(self) -> dict[str, Any]:
        """The word to type."""
        return {"word": word_of(self.viewer.account)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What may stay, as it was chosen on the page before."""
        return super().get_context_data(
            staying=what_stays(self.request, subject_of(self.viewer.account)), **kwargs
        )

    def save(self, form: SureForm) -> str:
        """Erase, sign out, and say so."""
        stays = self.request.POST.getlist("stays")
        erase_oneself(viewer=self.viewer, at=timezone.now(), stays=stays)
        logout(self.request)
        messages.success(self.request, say("Everything about you is erased."))
        return reverse("account_signed_out")


def what_stays(request: HttpRequest, subject: Subject) -> list[Contribution]:
    """Of what a person gave to common work, what they chose to let stay."""
    chosen = set((request.POST or request.GET).getlist("stays"))
    return [one for one in contributions(subject) if one.key in chosen]


def word_of(thing: Any) -> str:
    """What is typed before something goes for good: the name, or the address."""
    return str(thing)
