# SPDX-License-Identifier: AGPL-3.0-or-later
"""Django, made ready for a command."""

from __future__ import annotations

import os


def ready() -> None:
    """Set Django up with the site's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thousandfold.settings.site")
    import django

    django.setup()
