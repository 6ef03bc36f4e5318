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


#: Phrases that the core hands over as values: the value's name, its English, a lazy text.
_PHRASES: dict[str, dict[str, Any]] = {}


def add_wording(wording: dict[str, Any]) -> None:
    """Add an app's sentences: code to a lazy text with {named} places."""
    _WORDING.update(wording)


def add_phrases(name: str, phrases: dict[str, Any]) -> None:
    """Add English phrases that refusals carry in the value ``name``, each with a lazy text."""
    _PHRASES.setdefault(name, {}).update(phrases)


def wording(refusal: Refusal) -> str:
    """The sentence for a refusal, in the language of the moment."""
    text = _WORDING.get(refusal.code)
    if not text:
        return str(refusal)
    return str(text).format(**{name: _said(name, one) for name, one in refusal.params.items()})


def _said(name: str, value: Any) -> Any:
    known = _PHRASES.get(name, {})
    return str(known[value]) if isinstance(value, str) and value in known else value


def worded_codes() -> frozenset[str]:
    """Codes that have a translatable sentence."""
    return frozenset(_WORDING)
