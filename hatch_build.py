# SPDX-License-Identifier: AGPL-3.0-or-later
"""Compile translations while a wheel is built, so that no gettext program is needed."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface):
    """Runs before files are gathered."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue."""
        sys.path.insert(0, str(Path(self.root) / "src"))
        from thousandfold.settings.catalogues import compile_all

        compile_all(Path(self.root) / "src" / "thousandfold")
