# SPDX-License-Identifier: AGPL-3.0-or-later
"""Django, made ready for a command."""

from __future__ import annotations

import os
from pathlib import Path


def ready() -> None:
    """Set Django up with the site's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thousandfold.settings.site")
    from thousandfold.settings.catalogues import compile_all

    compile_all(Path(__file__).resolve().parent.parent)
    import django

    django.setup()
