# SPDX-License-Identifier: AGPL-3.0-or-later
"""The code as people type it: O for 0, I and L for 1, with or without the dash."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from thousandfold.base.ids import as_typed
from thousandfold.base.refusals import wording
from thousandfold.base.signing_in.guessing import (
    BY_MAIL,
    SECOND_FACTOR,
    Budget,
    TooManyWrongTries,
    Try,
    address_of,
    begin,
    digest,
    used_first,
)
from thousandfold.base.signing_in.signin import PURPOSE


def _begin(budget: Budget, whom: str) -> Try:
    """Begin a try from the browser of the moment; a form says it when there were too many."""
    try:
        return begin(budget, address=address_of(context.request), whom=whom, at=timezone.now())
    except TooManyWrongTries as refusal:
        raise ValidationError(wording(refusal), code=refusal.code) from None


class CodeForm(ConfirmLoginCodeForm):
    """Reads a typed code kindly and compares digests; the code itself is kept nowhere."""

    def __init__(self, *args: Any, whom: str = "", **kwargs: Any) -> None:
        self.whom = whom
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        """Judge the code. An address that nobody knows waits for no code, and takes as long.

        Raises:
            ValidationError: when it is not the code that was sent, or too many were wrong.
        """
        begun = _begin(BY_MAIL, self.whom)
        typed = as_typed(self.cleaned_data["code"])
        if not constant_time_compare(digest(typed, PURPOSE), self.expected_code or ""):
            raise get_adapter().validation_error("incorrect_code")
        begun.was_right()
        return typed


class _Counted:
    """Six digits or a recovery code, with our own count of wrong ones."""

    user: Any

    def clean_code(self) -> str:
        """Let the library judge it; a wrong one stays counted, and so does a right one used before.

        The library remembers used digits in its own process; several workers must, too.
        """
        begun = _begin(SECOND_FACTOR, str(self.user.pk))
        code: str = super().clean_code()  # type: ignore[misc]
        if not used_first(f"{self.user.pk} {as_typed(code)}", at=timezone.now()):
            raise get_adapter().validation_error("incorrect_code")
        begun.was_right()
        return code


class SecondFactorForm(_Counted, AuthenticateForm):
    """The second step of signing in."""


class SecondFactorAgainForm(_Counted, ReauthenticateForm):
    """The same, for somebody who is signed in."""
