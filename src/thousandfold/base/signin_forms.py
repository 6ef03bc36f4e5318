# SPDX-License-Identifier: AGPL-3.0-or-later
"""The code as people type it: O for 0, I and L for 1, with or without the dash."""

from __future__ import annotations

from allauth.account.forms import ConfirmLoginCodeForm

from thousandfold.base.ids import as_typed


class CodeForm(ConfirmLoginCodeForm):
    """Reads a typed code kindly before the library compares it."""

    def clean_code(self) -> str:
        """Write the code as it was sent, then let the library judge it.

        Raises:
            ValidationError: when it is not the code that was sent.
        """
        letters = as_typed(self.cleaned_data["code"])
        self.cleaned_data["code"] = f"{letters[:4]}-{letters[4:]}"
        return super().clean_code()
