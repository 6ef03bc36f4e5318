# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keys that live in files beside the data and never in the repository."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def key_file(path: Path) -> str:
    """Return the key in a file, making one on the first call (mode 0600)."""
    if not path.exists():
        write_new(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()


def write_new(path: Path, text: str) -> None:
    """Write a file that only its owner reads (mode 0600), unless it is there already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first: its key counts
        return
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(text + "\n")
