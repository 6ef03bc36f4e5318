# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sentences of this app's refusals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thousandfold.base.refusals import add_wording

add_wording(
    {
        "no-such-package": _(
            "There is no programme {where} here. Choose one of those that are: {shipped}."
        ),
        "package-too-large": _(
            "{where} is too large for a package: more than 1,000 files or 50 MB."
        ),
        "package-link": _("{where} is a link. Put the file itself in its place."),
        "agenda-does-not-fit": _(
            "This does not fit: something would last until {real}, and {limit} is the limit. "
            "Shorten something else first, or change when the day starts or ends."
        ),
        "agenda-no-such-item": _("The day has no item {item} any more. Look at the day again."),
        "agenda-no-time": _("Everything on a day needs at least 1 minute, not {minutes}."),
    }
)
