# SPDX-License-Identifier: AGPL-3.0-or-later
"""A backup key on one sheet of paper: as a square to scan, and in letters to type."""

from __future__ import annotations

import io
from datetime import date

SHEET = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Backup key of Thousandfold</title>
<style>body{{font:16px/1.5 sans-serif;max-width:40em;margin:2em auto;padding:0 1em}}
code{{font:bold 1.2em/1.8 monospace;word-spacing:.5em}}svg{{width:12em;height:12em}}
.open{{font:1em/1.6 monospace;overflow-wrap:anywhere}}</style></head><body>
<h1>Backup key</h1>
<p>Made on {day}. Whoever has this sheet can read every backup made for it. Whoever loses it,
and every copy of it, can read none of them: nobody can make it again.</p>
<p><strong>Keep two sheets in two places</strong>, neither with the computer nor with the backups.</p>
{square}
<p><code>{letters}</code></p>
<p>To use it, type the letters into a plain text file (spaces and lines do not matter) or scan the
square into one, and name the file: <code>thousandfold restore BACKUP --identity FILE</code>.
The program <code>age</code> opens the same files: <code>age -d -i FILE BACKUP</code>.</p>
<h2>Its open half</h2>
<p>It stays on the server and opens nothing.</p><p class="open">{recipient}</p>
</body></html>
"""


def sheet(identity: str, recipient: str, day: date) -> str:
    """The sheet as a page of its own, ready to print."""
    return SHEET.format(
        day=day.isoformat(), square=_square(identity), letters=in_fours(identity),
        recipient=recipient,
    )  # fmt: skip


def in_fours(identity: str) -> str:
    """The secret half as people copy it: after its first word, four letters at a time."""
    first, rest = identity[:16], identity[16:]
    return " ".join([first, *(rest[i : i + 4] for i in range(0, len(rest), 4))])


def _square(text: str) -> str:
    import segno

    drawn = io.BytesIO()
    segno.make(text, error="m").save(drawn, kind="svg", xmldecl=False, border=4, omitsize=True)
    return drawn.getvalue().decode("utf-8")
