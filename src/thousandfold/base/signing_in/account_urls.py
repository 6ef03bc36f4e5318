# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of the sign-in library that we offer, and no others."""

from __future__ import annotations

from allauth.account import views
from django.urls import include, path
from django.views.generic import RedirectView

from thousandfold.base.permissions import PUBLIC
from thousandfold.base.views import card, held, looking, signin


class ToSignIn(RedirectView):
    """Addresses that the library knows, led to the one way of signing in."""

    permission = PUBLIC
    pattern_name = "account_request_login_code"
    query_string = True


class ToSecondFactor(RedirectView):
    """Nobody has a password to type again; who is asked again gives the second factor."""

    permission = PUBLIC
    pattern_name = "mfa_reauthenticate"
    query_string = True


urlpatterns = [
    path("sign-in/", signin.AskForCode.as_view(), name="account_request_login_code"),
    path("sign-in/code/", signin.TypeCode.as_view(), name="account_confirm_login_code"),
    path("login/", ToSignIn.as_view(), name="account_login"),
    path("signup/", ToSignIn.as_view(), name="account_signup"),
    path("sign-out/", views.logout, name="account_logout"),
    path("signed-out/", signin.SignedOut.as_view(), name="account_signed_out"),
    path("sign-ins/", signin.SignIns.as_view(), name="account_sign_ins"),
    path("prove/", signin.ProveIt.as_view(), name="account_prove"),
    path("stop-looking/", looking.StopLooking.as_view(), name="account_stop_looking"),
    path("card/", card.CardSignIn.as_view(), name="account_card"),
    path("card/used/", card.CardUsed.as_view(), name="account_card_used"),
    path("card/<str:code>/", card.CardSignIn.as_view(), name="account_card_code"),
    path("held/", held.HeldAboutMe.as_view(), name="account_held"),
    path("erase/", held.EraseMe.as_view(), name="account_erase"),
    path("erase/sure/", held.EraseMeForGood.as_view(), name="account_erase_sure"),
    path("kept/", signin.KeptPage.as_view(), name="account_kept"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("again/", ToSecondFactor.as_view(), name="account_reauthenticate"),
    path("second-factor/", include("allauth.mfa.urls")),
]
