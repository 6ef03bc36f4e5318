# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is typed while importing."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thousandfold.base.files.file_fields import SheetField


class UploadForm(forms.Form):
    """A spreadsheet."""

    file = SheetField(
        label=_("Your list"),
        max_length=200,
        allow_empty_file=True,  # an empty file is refused where the others are, by its name
        error_messages={"required": _("Choose the file that holds your list.")},
        help_text=_("A spreadsheet as it is: .xlsx or .csv, up to 20,000 rows and 20 MB."),
    )
