# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking what is held: the address to which the answer goes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AskHeldForm(forms.Form):
    """An address."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("The one that you gave us, or that somebody gave when they nominated you."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
