"""One way for every test to start the real browser that is already on the machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

#: No sandbox inside containers; nothing that would ask the internet for anything.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name but this computer's is known: whatever a page asks for elsewhere finds nobody.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def chromium_path() -> str:
    """Where Chromium is: THOUSANDFOLD_CHROMIUM, or the system's own.

    Raises:
        RuntimeError: when there is none.
    """
    named = os.environ.get("THOUSANDFOLD_CHROMIUM", "")
    found = named or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        raise RuntimeError("Chromium is not here. Install it (Debian: sudo apt install chromium).")
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for as long as the block runs.

    Keep one to a test module: while one is open, no second may be started in the same process.
    """
    with sync_playwright() as player:
        made = player.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        try:
            yield made
        finally:
            made.close()
