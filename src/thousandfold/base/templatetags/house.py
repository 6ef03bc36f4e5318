# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tags that every page may use: {% load house %}."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thousandfold.base import icons
from thousandfold.base.permissions import Permission
from thousandfold.base.permissions import may as _may
from thousandfold.settings.languages import BY_CODE, Language, partial_sentence
from thousandfold_core.drawing.svg import Svg

register = template.Library()

#: Kinds of decision of a governing body, in words.
DECISIONS = {
    "ordinary": _("ordinary decisions"),
    "ordinance": _("ordinances"),
    "emergency": _("emergency ordinances"),
    "budget": _("the budget"),
    "budget-amendment": _("changes of the budget"),
    "override": _("overriding a veto"),
    "land-use-protest": _("land use against a protest"),
    "appointment": _("appointments"),
}


@register.simple_tag
def once() -> SafeString:
    """A hidden key: the form counts once, however often it is sent."""
    return format_html('<input type="hidden" name="once" value="{}">', secrets.token_urlsafe(18))


@register.simple_tag
def icon(name: Any, label: Any = "", size: Any = "") -> SafeString:
    """A small drawing, as base/_icon.html describes: {% icon "lock" %}."""
    return icons.icon(str(name), str(label or ""), str(size or ""))


@register.simple_tag(takes_context=True)
def may(context: dict[str, Any], permission: str, thing: Any = None) -> bool:
    """Whether the viewer may: {% may "call_change" call as can_change %}."""
    return _may(context["viewer"], Permission(permission), thing)


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: Any) -> str:
    """The page's query with changes; an empty value removes: ?{% query page=2 %}."""
    words = context["request"].GET.copy()
    for name, value in changes.items():
        if value in ("", None):
            words.pop(name, None)
        else:
            words[name] = value
    return words.urlencode()


@register.simple_tag
def mail_goes_to_folder() -> bool:
    """Whether this computer has no mail server: {% mail_goes_to_folder as folder %}."""
    return not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")


@register.filter
def lookup(mapping: Any, key: Any) -> Any:
    """A value of a mapping by key: {{ reasons|lookup:person.id }}."""
    return mapping.get(key) if hasattr(mapping, "get") else None


@register.filter
def in_order(kinds: Iterable[str]) -> list[str]:
    """Kinds of decision in the order of ``DECISIONS``: a set of them has none."""
    known = list(DECISIONS)
    return sorted(
        kinds, key=lambda kind: (known.index(kind) if kind in known else len(known), kind)
    )


@register.filter
def lookup_word(key: Any) -> Any:
    """The word for a kind of decision: {{ "land-use-protest"|lookup_word }}."""
    return DECISIONS.get(str(key), str(key))


@register.filter
def drawn(svg: Any) -> SafeString:
    """Put a drawing made by our own writer of SVG into the page.

    Raises:
        TypeError: for anything else, so that no text of a person passes as markup.
    """
    if not isinstance(svg, Svg):
        raise TypeError("Only drawings of thousandfold_core.drawing may stand unescaped.")
    return SafeString(svg)


@register.simple_tag
def other_languages() -> dict[str, list[Language]]:
    """The languages to change to: whole ones, and those that are partial yet."""
    offered = {code for code, _name in settings.LANGUAGES} - {get_language()}
    known = [BY_CODE.get(code) or Language(code, code, code) for code in sorted(offered, key=_rank)]
    whole = [one for one in known if not one.partial]
    return {"whole": whole, "partial": [one for one in known if one.partial]}


def _rank(code: str) -> int:
    return [one for one, _name in settings.LANGUAGES].index(code)


@register.simple_tag
def partial_language() -> str:
    """What pages in the language of the moment say while it is partial; else nothing."""
    return partial_sentence(get_language() or "")
