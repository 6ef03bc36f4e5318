# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing in: a code of eight letters by mail, no passwords, no open sign-up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.constants import LoginStageKey
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.mfa.adapter import DefaultMFAAdapter
from django.urls import reverse

from thousandfold.base.ids import as_typed, code
from thousandfold.base.secrets import seal, unseal
from thousandfold.base.signing_in.guessing import MAIL_LETTERS, address_of, digest

#: What the digest of a code by mail is for.
PURPOSE = "sign-in-code"


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
        letters = code(MAIL_LETTERS)
        return f"{letters[:4]}-{letters[4:]}"

    def get_client_ip(self, request: Any) -> str:
        """The address that limits count, never what a header claims."""
        return address_of(request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors lie encrypted in the database: a copy of it makes no codes."""

    def encrypt(self, text: str) -> str:
        """Seal a secret of an authenticator."""
        return seal(text, "mfa")

    def decrypt(self, encrypted_text: str) -> str:
        """Open it again."""
        return unseal(encrypted_text, "mfa")


def hash_waiting_code(session: Any) -> None:
    """Keep only the digest of a code that waits in a session, before the session is stored."""
    login = session.get(LOGIN_SESSION_KEY) or {}
    stage = login.get("state", {}).get("stages", {}).get(LoginStageKey.LOGIN_BY_CODE.value, {})
    waiting = stage.get("data", {})
    if waiting.get("code"):
        waiting["code"] = digest(as_typed(waiting["code"]), PURPOSE)
        session.modified = True
