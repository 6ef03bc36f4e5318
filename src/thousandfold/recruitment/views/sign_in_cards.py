# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sign-in cards of a cohort: who may need one, making one to print, taking one back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thousandfold.base.permissions import Permission
from thousandfold.base.site import reachable
from thousandfold.base.views import Page
from thousandfold.recruitment.queries.sign_in_cards import without_address
from thousandfold.recruitment.usecases.member_cards import (
    make_member_card,
    take_back_member_cards,
)
from thousandfold.recruitment.views.calls import qr_of
from thousandfold.recruitment.views.seating import OfCohort


class SignInCards(OfCohort, Page):
    """Members who have no e-mail address, and their cards."""

    permission = Permission.CARD_MAKE
    template_name = "recruitment/sign_in_cards.html"
    title = _("Sign-in cards")
    lead = _("For members without e-mail: a card on paper signs them in once, on any computer.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each with the newest card, and whether it counts now."""
        rows = without_address(self.viewer, self.cohort, timezone.now())
        return super().get_context_data(rows=rows, back_url=self.url("members"), **kwargs)


class SignInCardMake(OfCohort, Page):
    """Make a card and show it, to be printed now: the code is shown this once."""

    permission = Permission.CARD_MAKE
    template_name = "recruitment/sign_in_card.html"
    title = _("Sign-in card")
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it."""
        member = get_object_or_404(
            self.cohort.members.select_related("person", "account", "host", "cohort"),
            pk=self.kwargs["pk"],
        )
        card, code = make_member_card(viewer=self.viewer, member=member, at=timezone.now())
        address = reachable(request, reverse("account_card_code", args=[code]))
        context = self.get_context_data(
            card=card,
            name=member.person.short,
            code=f"{code[:5]} {code[5:]}",
            site=reachable(request, reverse("account_card")),
            qr=qr_of(address, _("QR code of this card")),
            languages=[one for one, _name in settings.LANGUAGES],
            large="large" in request.POST,
            back_url=self.after_refusal(),
        )
        return self.render_to_response(context)

    def after_refusal(self) -> str:
        """The list again."""
        return self.url("sign-in-cards")


class SignInCardBack(OfCohort, Page):
    """Take a member's cards back; what they opened ends too."""

    permission = Permission.CARD_MAKE
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take them back."""
        rows = self.cohort.members.select_related("person", "account", "cohort")
        member = get_object_or_404(rows, pk=self.kwargs["pk"])
        waited = take_back_member_cards(viewer=self.viewer, member=member, at=timezone.now())
        text = ngettext("%(n)s card was taken back.", "%(n)s cards were taken back.", waited)
        said = text % {"n": waited} if waited else say("No card waited. Their sign-ins have ended.")
        messages.success(request, said)
        return HttpResponseRedirect(self.after_refusal())

    after_refusal = SignInCardMake.after_refusal
