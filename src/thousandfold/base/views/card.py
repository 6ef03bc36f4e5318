# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing in with a printed card."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thousandfold.base.forms import CardCodeForm
from thousandfold.base.permissions import PUBLIC, SIGNED_IN
from thousandfold.base.queries import cards_of
from thousandfold.base.refusals import wording
from thousandfold.base.signing_in.guessing import address_of
from thousandfold.base.signing_in.sessions import CARD
from thousandfold.base.usecases.cards import OPENS_FOR, use_card
from thousandfold.base.views.forms import FormPage
from thousandfold.base.views.pages import Page
from thousandfold_core.errors import Refusal


class CardSignIn(FormPage):
    """Type the code of a card, or come from its square. Opening the page uses nothing up."""

    permission = PUBLIC
    template_name = "account/card.html"
    form_class = CardCodeForm
    title = _("Sign in with a card")
    leaves = False

    def get_initial(self) -> dict[str, Any]:
        """The code in the address, as the square brings it."""
        return {"code": self.kwargs.get("code", "")}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Use the card; from now on a short sign-in, which knows that a card opened it."""
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            card = use_card(
                typed=form.cleaned_data["code"], address=address_of(request), at=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(None, wording(refusal))
            return self.show(form, status=422)
        request.session.flush()
        opened = {"host": str(card.host.pk), "account": str(card.account.pk)}
        request.session[CARD] = opened
        request.session.set_expiry(int(OPENS_FOR.total_seconds()))
        onwards = reverse("account_card_used")
        answer: HttpResponse = perform_login(request, Login(card.account, redirect_url=onwards))
        return answer


class CardUsed(Page):
    """What the card opened, and every card that was made for this person."""

    permission = SIGNED_IN
    template_name = "account/card_used.html"
    title = _("You are signed in")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Own cards, so that a use which was not theirs is noticed."""
        return super().get_context_data(cards=cards_of(self.viewer.account), **kwargs)
