# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files on their way in stay in memory: a temporary file would leave their words on the disk.

What is larger than any door takes is counted and thrown away, so that its form can say so
(docs/decisions/0136).
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler


class StaysInMemory(MemoryFileUploadHandler):
    """Takes every file; keeps no more of one than a request may bring."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Take it, however long it says it is."""
        self.activated = True

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with nothing kept."""
        self.kept = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a part while there is room."""
        if self.kept + len(raw_data) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            self.kept += len(raw_data)
            super().receive_data_chunk(raw_data, start)
