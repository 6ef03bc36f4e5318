# SPDX-License-Identifier: AGPL-3.0-or-later
"""The two doors that files come in by. A form has no other field for a file (a test holds it)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from thousandfold.base.files.pictures import (
    KINDS,
    MOST_BYTES,
    Picture,
    PictureRefused,
    take_picture,
)
from thousandfold.base.refusals import wording


class SheetField(forms.FileField):
    """A spreadsheet, as it is: whoever takes it reads it in a child process, apart."""

    widget = forms.ClearableFileInput({"accept": ".csv,.tsv,.txt,.xlsx"})


class PictureField(forms.FileField):
    """A photograph or scan. What the form gives is a :class:`Picture`, drawn anew."""

    widget = forms.ClearableFileInput({"accept": ",".join(KINDS.values())})
    default_error_messages = {"required": _("Choose the picture.")}

    def clean(self, data: Any, initial: Any = None) -> Picture | None:
        """Take the picture out of the file."""
        sent = super().clean(data, initial)
        if not sent:
            return None
        try:
            return take_picture(sent.read(MOST_BYTES + 1))
        except PictureRefused as refusal:
            raise ValidationError(wording(refusal), code=refusal.code) from None
