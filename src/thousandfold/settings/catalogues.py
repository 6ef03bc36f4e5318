# SPDX-License-Identifier: AGPL-3.0-or-later
"""Translations: every .po beside the code becomes a .mo that Python can read."""

from __future__ import annotations

from pathlib import Path

import polib


def compile_all(package: Path) -> list[Path]:
    """Compile the catalogues under a folder that are newer than their .mo.

    Returns the .mo files written; a folder that cannot be written is left alone,
    as an installed wheel brings its .mo files along.
    """
    written = []
    for source in sorted(package.rglob("locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        try:
            polib.pofile(str(source)).save_as_mofile(str(target))
        except PermissionError:
            continue
        written.append(target)
    return written
