# SPDX-License-Identifier: AGPL-3.0-or-later
"""What each view says about who may see it; libraries' views are listed here by name."""

from __future__ import annotations

from typing import Any

from thousandfold.base.permissions import PUBLIC, SIGNED_IN

#: Views of libraries, by module, with the permission they stand for.
LIBRARY_VIEWS = {
    "django.views.i18n": PUBLIC,
    "django.views.static": PUBLIC,
    "django.contrib.staticfiles": PUBLIC,
    "django.views.defaults": PUBLIC,
    "allauth.account": PUBLIC,
    "allauth.mfa": SIGNED_IN,
}


def permission_of(view: Any) -> Any:
    """The permission that a view names, ``public``, ``signed-in``, or None if it names none."""
    inner = getattr(view, "view_class", view)
    named = getattr(inner, "permission", None)
    if named is not None:
        return named
    module = getattr(inner, "__module__", "")
    for library, permission in LIBRARY_VIEWS.items():
        if module.startswith(library):
            return permission
    return None
