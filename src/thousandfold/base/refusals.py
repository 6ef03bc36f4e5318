# SPDX-License-Identifier: AGPL-3.0-or-later
"""Wording of refusals, by code, so that they can be translated and bettered in one place."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from thousandfold_core.errors import Refusal

_WORDING: dict[str, Any] = {
    "refused": _("This cannot be done."),
    "not-allowed": _("You may not do this here. Ask an administrator of your host."),
    "changed-meanwhile": _(
        "Somebody else changed this while you were editing. Nothing was lost: compare both texts."
    ),
}


def add_wording(wording: dict[str, Any]) -> None:
    """Add an app's sentences: code to a lazy text with {named} places."""
    _WORDING.update(wording)


def wording(refusal: Refusal) -> str:
    """The sentence for a refusal, in the language of the moment."""
    text = _WORDING.get(refusal.code)
    return str(text).format(**refusal.params) if text else str(refusal)


def worded_codes() -> frozenset[str]:
    """Codes that have a translatable sentence."""
    return frozenset(_WORDING)
