# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing in: a code of eight letters by mail, no passwords, no open sign-up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse

from thousandfold.base.ids import code


class SignInAdapter(DefaultAccountAdapter):
    """What differs from the library's way of signing in."""

    def is_open_for_signup(self, request: Any) -> bool:
        """Accounts are made by a host, never by strangers."""
        return False

    def get_logout_redirect_url(self, request: Any) -> str:
        """To the page that tells the browser to forget drafts."""
        return reverse("account_signed_out")

    def generate_login_code(self) -> str:
        """Eight letters: 40 bits, ten minutes, five tries (spec: trust 4.5)."""
        letters = code(8)
        return f"{letters[:4]}-{letters[4:]}"
