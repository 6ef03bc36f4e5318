# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small drawings inside the page: no request, in the colour of the words beside them."""

from __future__ import annotations

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

#: Strokes on a square of 24, by name. The look's page of styles shows them all.
PATHS = {
    "leaf": '<path d="M5 19C4 10 10 4 20 4c0 10-6 16-13 13"/><path d="M4 21c2-6 6-10 11-12"/>',
    "tree": '<path d="M12 21v-9m0 5 4-4m-4 1-3-3"/><path d="M8 15a5 5 0 0 1-1.5-9A6 6 0 0 1 18 7a4.5 4.5 0 0 1-1.5 8.5"/><path d="M7 21h10"/>',
    "forest": '<path d="M7 20v-8m10 8v-8M12 20v-5"/><circle cx="7" cy="8.5" r="4"/><circle cx="17" cy="8.5" r="4"/><path d="M3 20h18"/>',
    "fruit": '<circle cx="12" cy="15" r="6"/><path d="M12 9V4m0 3c2-3 4-3 6-3-1 3-3 4-6 3"/>',
    "root": '<path d="M3 6h18M12 3v9m0-5c-3 3-6 4-8 8m8-8c3 3 6 4 8 8m-8-3v8m0-5-3 4m3-4 3 4"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c0-5 4-7 8-7s8 2 8 7"/>',
    "people": '<circle cx="8.5" cy="9" r="3.5"/><path d="M2 20c0-4 3-6 6.5-6s6.5 2 6.5 6"/><path d="M15.5 5.8a3.3 3.3 0 0 1 0 6.4M17.5 14.5c2.8.6 4.5 2.4 4.5 5.5"/>',
    "seat": '<path d="M7 4v9h10V4M5 10v7h14v-7M7 17v4m10-4v4"/>',
    "calendar": '<rect x="4" y="5" width="16" height="15" rx="2"/><path d="M4 10h16M8 3v4m8-4v4"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
    "eye": '<path d="M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12z"/><circle cx="12" cy="12" r="3"/>',
    "eye-off": '<path d="M9 6c1-.3 2-.5 3-.5 3.7 0 7 2 9.5 6.5-.8 1.4-1.6 2.5-2.6 3.5M6 7.5C4.7 8.6 3.5 10.1 2.5 12 5 16.5 8.3 18.5 12 18.5c1.6 0 3.1-.4 4.5-1.1"/><path d="m4 4 16 16"/>',
    "hand": '<path d="M8 12V5.5a1.5 1.5 0 0 1 3 0V11m0-1V4.5a1.5 1.5 0 0 1 3 0V11m0-4.5a1.5 1.5 0 0 1 3 0V15c0 4-2.5 6-5.5 6-3 0-4.5-1.5-6-4.5L4 13.5c-.7-1.5 1.3-2.5 2.3-1.3L8 14"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "printer": '<path d="M7 9V4h10v5M7 17H4v-8h16v8h-3"/><path d="M7 14h10v6H7z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "arrow": '<path d="M4 12h15m-6-6 6 6-6 6"/>',
    "up": '<path d="M12 19V5m-6 6 6-6 6 6"/>',
    "down": '<path d="M12 5v14m-6-6 6 6 6-6"/>',
    "more": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "warning": '<path d="M12 4 2.5 20h19zM12 10v5m0 2.5v.1"/>',
    "phone": '<rect x="7" y="3" width="10" height="18" rx="2"/><path d="M11 18h2"/>',
    "paper": '<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4M9 12h6m-6 4h6"/>',
    "globe": '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c3 2.5 3.5 5.5 3.5 8.5s-.5 6-3.5 8.5c-3-2.5-3.5-5.5-3.5-8.5s.5-6 3.5-8.5z"/>',
    "undo": '<path d="M4 9h10a5.5 5.5 0 0 1 0 11H8M8 5 4 9l4 4"/>',
    "download": '<path d="M12 4v11m-5-5 5 5 5-5M4 20h16"/>',
    "upload": '<path d="M12 15V4M7 9l5-5 5 5M4 20h16"/>',
    "edit": '<path d="m4 20 1-4.5L16.5 4 20 7.5 8.5 19z"/><path d="m14 6.5 3.5 3.5"/>',
    "list": '<path d="M9 6h11M9 12h11M9 18h11M4.5 6v.1m0 5.9v.1m0 5.9v.1"/>',
    "qr": '<path d="M4 4h6v6H4zm10 0h6v6h-6zM4 14h6v6H4zm10 0h2v2h-2zm4 4h2v2h-2zm0-4h2m-6 5h1"/>',
    "home": '<path d="m3 12 9-8 9 8M6 10v10h12V10"/>',
    "room": '<ellipse cx="12" cy="13" rx="5" ry="3.5"/><path d="M12 5v.1M4.5 8.5v.1m15-.1v.1M3.5 16v.1m17-.1v.1M12 20.5v.1"/>',
    "sign-out": '<path d="M10 4H5v16h5M9 12h11m-4-4 4 4-4 4"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5m0-8.5v.1"/>',
    "help": '<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.5A2.5 2.5 0 1 1 12 12.5v1m0 2.5v.1"/>',
}
#: What points along the line of writing, and so turns with it.
TURNS = {"arrow", "undo", "sign-out", "list"}


@lru_cache(maxsize=256)
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """A drawing; without a label it is hidden from screen readers.

    An unknown name is drawn as an empty square: rooms and stages name their own.
    """
    more = f" {size}" if size else ""
    more += " turns" if name in TURNS else ""
    role = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" width="20" height="20" focusable="false" {}>{}</svg>',
        more,
        SafeString(role),
        SafeString(PATHS.get(name, "")),
    )
