# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one door for pictures: what comes out is drawn anew, and holds nothing but the picture.

A file is judged by what it holds, never by its name; its size is read before anything is
unpacked; a child process with limits draws it anew. Where and when it was taken, with what
device, in whose words: none of that is in the new file (trust row IN-6, docs/decisions/0100).
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass

from thousandfold.base.files.confined import (
    MEGABYTE,
    USUAL,
    ChildFailed,
    Limits,
    TookTooMuch,
    confined,
)
from thousandfold_core.errors import Refusal

WORK = f"{__name__}:drawn_anew"
MOST_BYTES = 15 * MEGABYTE
MOST_POINTS = 40_000_000
#: What the first bytes of a file say, for the kinds that we take.
KINDS = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
_QUALITY = {"PNG": {}, "JPEG": {"quality": 88}, "WEBP": {"quality": 88}}


class PictureRefused(Refusal):
    """Base of every refusal to take a picture."""

    code = "picture-refused"
    text = "This picture cannot be taken. Choose another one."


class NoPicture(PictureRefused):
    """The file is none of the kinds that we take, whatever its name says."""

    code = "picture-of-no-kind"
    text = "This is no picture that we can take. Choose a photograph: JPEG, PNG or WebP."


class PictureTooLarge(PictureRefused):
    """Too many bytes, or too many points. Params: ``most`` megabytes, ``points`` in millions."""

    code = "picture-too-large"
    text = "This picture is too large. Choose one of at most {most} MB and {points} million points."


class PictureDamaged(PictureRefused):
    """It begins like a picture and cannot be opened to its end."""

    code = "picture-damaged"
    text = "This picture is damaged and cannot be opened. Take it again, or save it again."


@dataclass(frozen=True)
class Picture:
    """A picture drawn anew: its bytes, its kind ("image/png"), its width and height in points."""

    data: bytes
    kind: str
    width: int
    height: int


def take_picture(data: bytes, limits: Limits = USUAL) -> Picture:
    """The picture that a file holds, drawn anew in a child with limits.

    Raises:
        PictureRefused: one of its kinds, whose sentence says what to do.
    """
    if len(data) > MOST_BYTES:
        raise _too_large()
    if _kind(data) is None:
        raise NoPicture
    try:
        answer = confined(WORK, data, limits)
    except TookTooMuch:
        raise _too_large() from None
    except ChildFailed as fault:
        raise PictureDamaged from fault
    first, _, drawn = answer.partition(b"\n")
    told = json.loads(first)
    if "refused" in told:
        raise _too_large() if told["refused"] == "large" else PictureDamaged()
    return Picture(drawn, **told)


def drawn_anew(data: bytes) -> bytes:
    """The child's work: a file in; what it is as a line of JSON, then the new file, out."""
    from PIL import Image, ImageOps

    kind = _kind(data)
    assert kind is not None
    Image.MAX_IMAGE_PIXELS = None  # judged right here, before anything is unpacked
    with Image.open(io.BytesIO(data), formats=[kind]) as found:
        if found.width * found.height > MOST_POINTS:
            return json.dumps({"refused": "large"}).encode()
        upright = ImageOps.exif_transpose(found)
        see_through = kind != "JPEG" and upright.has_transparency_data
        flat = upright.convert("RGBA" if see_through else "RGB")
    fresh = Image.new(flat.mode, flat.size)
    fresh.paste(flat)
    out = io.BytesIO()
    fresh.save(out, kind, **_QUALITY[kind])
    told = {"kind": KINDS[kind], "width": fresh.width, "height": fresh.height}
    return json.dumps(told).encode() + b"\n" + out.getvalue()


def _kind(data: bytes) -> str | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    return "WEBP" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


def _too_large() -> PictureTooLarge:
    return PictureTooLarge(most=MOST_BYTES // MEGABYTE, points=MOST_POINTS // 1_000_000)
