"""What a page costs a phone on a slow line: its own bytes, and those of what it loads."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

KILOBYTE = 1024
#: Trust row NW-1, in bytes as they cross the line.
PAGE, SCRIPT, STYLE, DRAWING, FIRST_VISIT = (n * KILOBYTE for n in (14, 30, 15, 40, 60))
REQUESTS = 6
LOADED = re.compile(r'<(?:script[^>]* src|link[^>]* href|img[^>]* src)="/static/([^"]+)"')
DRAWN = re.compile(r"<svg.*?</svg>", re.S)
FRAME = re.compile(r'<body[^>]* class="([^"]*)"')
#: Frames of pages that participants and the public open on their own phones.
FOR_PHONES = {"phone", "public"}


@dataclass(frozen=True)
class Weight:
    """Bytes on the line, by what they are; ``requests`` counts the page itself."""

    page: int
    script: int
    style: int
    drawing: int
    other: int
    requests: int

    def too_much(self) -> list[str]:
        """What is over its limit, in words."""
        whole = self.page + self.script + self.style + self.other
        limits = {
            "the page": (self.page, PAGE),
            "script": (self.script, SCRIPT),
            "style": (self.style, STYLE),
            "a drawing": (self.drawing, DRAWING),
            "the first visit": (whole, FIRST_VISIT),
            "requests": (self.requests, REQUESTS),
        }
        return [f"{what}: {n} of {most}" for what, (n, most) in limits.items() if n > most]


def is_for_phones(html: str) -> bool:
    """True for pages in the frames of phones and of the public."""
    frame = FRAME.search(html)
    return bool(frame and FOR_PHONES & set(frame[1].split()))


def weigh(html: str) -> Weight:
    """The weight of a page, gzipped as the server sends it."""
    loaded = sorted({one.partition("#")[0] for one in LOADED.findall(html)})
    sizes = {name: _on_the_line(name) for name in loaded}
    of = {
        kind: sum(n for name, n in sizes.items() if name.endswith(kind)) for kind in ("js", "css")
    }
    drawn = [len(gzip.compress(one.encode())) for one in DRAWN.findall(html)]
    other = sum(sizes.values()) - of["js"] - of["css"]
    page = len(gzip.compress(html.encode()))
    return Weight(page, of["js"], of["css"], max(drawn, default=0), other, 1 + len(loaded))


@cache
def _on_the_line(name: str) -> int:
    return len(gzip.compress(Path(finders.find(name)).read_bytes()))
