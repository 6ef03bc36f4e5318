# SPDX-License-Identifier: AGPL-3.0-or-later
"""Giving a file to somebody: to keep, never to be opened as a page of ours."""

from __future__ import annotations

from django.http import HttpResponse


def attachment(data: bytes, kind: str, name: str) -> HttpResponse:
    """A file of a kind under a plain name; the middleware adds nosniff and a sandbox.

    Of the name, letters, digits, dashes and its ending are kept, so that no heading can be
    written with it.
    """
    stem, _, ending = name.rpartition(".")
    plain = "".join(ch if ch.isascii() and (ch.isalnum() or ch in "-_") else "-" for ch in stem)
    response = HttpResponse(data, content_type=kind)
    whole = (
        f"{plain.strip('-') or 'file'}.{ending if ending.isascii() and ending.isalnum() else 'bin'}"
    )
    response["Content-Disposition"] = f'attachment; filename="{whole}"'
    return response
