# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the stages share as Django apps: their rules, words and ears load at start."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig

#: Modules of an app that register something when they are imported.
REGISTERING = (
    "rules",
    "wording",
    "acts",
    "listeners",
    "rail",
    "panels",
    "checks",
    "retention",
    "longer",
    "held",
)


class Stage(AppConfig):
    """An app of ours. Whatever of ``REGISTERING`` it has is loaded at start."""

    def ready(self) -> None:
        """Load what registers itself."""
        for module in REGISTERING:
            if find_spec(f"{self.name}.{module}"):
                import_module(f"{self.name}.{module}")
