"""What a phone in the room does over a plain line: look, and send one thing."""

from __future__ import annotations

import re
from typing import Any

HIDDEN = re.compile(r'<input type="hidden" name="(run|step|at)" value="([^"]*)"')


def room_page(server: Any, cookie: str) -> dict[str, str]:
    """The hidden fields of the prompt that a phone is shown."""
    status, page = server.asks("GET", "/room/", cookie)
    assert status == 200, page
    found = dict(HIDDEN.findall(page))
    assert {"run", "step", "at"} <= set(found), page
    return found


def say_one(
    server: Any, cookie: str, prompt: dict[str, str], words: str, key: str
) -> tuple[int, str]:
    """Send one thing for others to read, unnamed."""
    form = {**prompt, "door": "1", "answer": "send", "f_text": words, "reach": "cohort"}
    return server.asks("POST", "/room/", cookie, **form, **({"once": key} if key else {}))
