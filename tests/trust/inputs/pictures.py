"""Pictures with something in them that is none, and things that only look like pictures."""

from __future__ import annotations

import gzip
import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image, PngImagePlugin

from core.sheets.sheet_samples import zipped

#: Whatever is hidden in a file says this, so that it can be looked for.
HIDDEN = b"HIDDEN-WORDS-7c1f"
SCRIPT = b"<script>alert('" + HIDDEN + b"')</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>"
HTML = b"<!doctype html><html><body>" + SCRIPT + b"</body></html>"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + HIDDEN + b"</x:xmpmeta>"
KINDS = ("PNG", "JPEG", "WEBP")


def drawn(kind: str, size: tuple[int, int] = (24, 16), **more: object) -> bytes:
    """A small picture, red on the left."""
    made = Image.new("RGB", size, (20, 90, 60))
    made.paste((200, 30, 30), (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    made.save(out, kind, **more)
    return out.getvalue()


def exif() -> Image.Exif:
    """Where and with what it was taken: device, owner, time, place, and turned on its side."""
    found = Image.Exif()
    found[0x010F] = HIDDEN.decode()  # maker
    found[0x013B] = HIDDEN.decode()  # whose
    found[0x0132] = "2026:03:07 12:00:00"
    found[0x0112] = 6  # turned
    found.get_ifd(0x8825)[1] = "N"
    found.get_ifd(0x8825)[2] = (37.0, 20.0, 8.0)
    found.get_ifd(0x8825)[29] = HIDDEN.decode()
    return found


def photographs() -> Iterator[tuple[str, bytes]]:
    """Good pictures with everything in them that a camera or a phone adds."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", HIDDEN.decode())
    notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
    notes.add_text("zipped", HIDDEN.decode() * 50, zip=True)
    for kind in KINDS:
        yield f"{kind} with a place", drawn(kind, exif=exif())
        yield f"{kind} with colours named", drawn(kind, icc_profile=HIDDEN + bytes(200))
    yield "PNG with notes", drawn("PNG", pnginfo=notes)
    yield "JPEG with a comment", drawn("JPEG", comment=HIDDEN)
    yield "JPEG with words", drawn("JPEG", xmp=XMP)
    yield "WEBP with words", drawn("WEBP", xmp=XMP)
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    for kind in ("PNG", "WEBP"):
        out = io.BytesIO()
        frames[0].save(out, kind, save_all=True, append_images=frames[1:])
        yield f"{kind} that moves", out.getvalue()


def several_at_once() -> Iterator[tuple[str, bytes]]:
    """Good pictures that are something else as well."""
    tails = {
        "a page": HTML,
        "a drawing": SVG,
        "an archive": zipped({"x.html": HTML}),
        "a document": b"%PDF-1.7\n" + HIDDEN,
        "a program": b"<?php echo '" + HIDDEN + b"'; ?>",
        "a second picture": drawn("JPEG", comment=HIDDEN),
    }
    for kind in KINDS:
        for name, tail in tails.items():
            yield f"{kind} and {name}", drawn(kind) + tail
    yield "PNG with a foreign part", with_chunk(drawn("PNG"), b"teSt", SCRIPT)
    yield "PNG with a page for a name", with_chunk(drawn("PNG"), b"iTXt", b"x\0\0\0\0\0" + SCRIPT)


def no_pictures() -> Iterator[tuple[str, bytes]]:
    """What must not be taken at all."""
    yield from {
        "nothing": b"",
        "words": b"hello",
        "a drawing": SVG,
        "a drawing with its heading": b'<?xml version="1.0"?>' + SVG,
        "a drawing packed": gzip.compress(SVG),
        "a drawing after blanks": b"\n\n  " + SVG,
        "a page": HTML,
        "a page that begins like a moving picture": b"GIF89a/*" + HTML + b"*/",
        "a document": b"%PDF-1.7\n" + HIDDEN,
        "an archive": zipped({"x.png": drawn("PNG")}),
        "a stylesheet": b"body{background:url(javascript:alert(1))}",
        "only the beginning of PNG": b"\x89PNG\r\n\x1a\n",
        "only the beginning of JPEG": b"\xff\xd8\xff",
        "only the beginning of WEBP": b"RIFF\0\0\0\0WEBP",
        "PNG that is a page": b"\x89PNG\r\n\x1a\n" + HTML,
        "JPEG that is a page": b"\xff\xd8\xff\xe0" + HTML,
        "WEBP that is a page": b"RIFF\xff\0\0\0WEBPVP8 " + HTML,
        "a photograph of a telephone": b"\0\0\0\x18ftypheic" + bytes(64),
        "an AVIF": b"\0\0\0\x18ftypavif" + bytes(64),
        "a PostScript page": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n",
    }.items()
    for kind in ("GIF", "BMP", "TIFF", "ICO", "PPM", "TGA"):
        yield f"a {kind}", drawn(kind, size=(16, 16))
    for kind in KINDS:
        whole = drawn(kind, size=(200, 200))
        yield f"{kind} cut short", whole[: len(whole) // 3]
    yield "a PNG of a million by a million", declared(1_000_000, 1_000_000)
    yield "a PNG of 8,000 by 8,000", declared(8_000, 8_000)


def declared(width: int, height: int) -> bytes:
    """A PNG that says it is so large, in very few bytes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(10_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def chunk(name: bytes, body: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def with_chunk(whole: bytes, name: bytes, body: bytes) -> bytes:
    """A PNG with one part more, before its last."""
    return whole[:-12] + chunk(name, body) + whole[-12:]
