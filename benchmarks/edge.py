# SPDX-License-Identifier: AGPL-3.0-or-later
"""Joining and answering over an EDGE line in a real browser, with a stop-watch (trust row NW-2).

    python benchmarks/edge.py --loss 0.02 --outage 30

240 kbit/s each way and 840 ms there and back, by a proxy on this computer that delays
connections, bytes and lost packets (a lost packet comes one round trip later). Printed: seconds
until each page can be used, until an answer is known to be taken, and until what was written
during an outage is there after it. The line is plain: each connection waits as long as TCP and
TLS 1.3 would, but browsers open several where HTTP/2 needs one, so a first visit takes longer
here than at a hosted site. On a busy computer the figures are the computer's.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from room import SERVER, Leader, wait_for

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from browser import chromium
from trust.lines.lane import EDGE
from trust.lines.proxy import Proxy


class Stopwatch:
    """Prints how long each thing took."""

    def __init__(self) -> None:
        self.began = time.perf_counter()

    def starts(self) -> None:
        """Now."""
        self.began = time.perf_counter()

    def says(self, what: str) -> None:
        """What it was."""
        print(f"{what:<44} {time.perf_counter() - self.began:6.2f} s", flush=True)


def comes_in(page, root: str, leader: Leader, code: str, watch: Stopwatch) -> None:
    """From the address to the first prompt."""
    watch.starts()
    page.goto(f"{root}/join/", wait_until="domcontentloaded")
    page.get_by_label(re.compile("code on the wall")).fill(code)
    watch.says("join: the form can be used, first visit")
    watch.starts()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Come in", exact=True).wait_for()
    watch.says("name: the form can be used")
    page.get_by_label(re.compile("name")).first.fill("Ana")
    watch.starts()
    page.get_by_role("button", name="Come in", exact=True).click()
    page.get_by_role("heading", name="Welcome").wait_for()
    watch.says("waiting at the door")
    watch.starts()
    leader.admits()
    page.get_by_role("button", name="Send").wait_for()
    watch.says("let in, until the prompt is there")


def answers(page, words: str, watch: Stopwatch) -> None:
    """Until the answer is known to be taken, and until the next page stands."""
    page.get_by_role("textbox").first.fill(words)
    watch.starts()
    page.get_by_role("button", name="Send").click()
    page.locator("[data-unsent-said]").get_by_text("Sent.", exact=True).wait_for()
    watch.says("an answer is taken")
    page.locator("main ul.lines").get_by_text(words).wait_for()
    watch.says("and the next page stands")


def through_outage(page, line: Proxy, seconds: float, watch: Stopwatch) -> None:
    """What is written while there is no line."""
    line.goes()
    page.get_by_role("textbox").first.fill("written without a line")
    page.get_by_role("button", name="Send").click()
    time.sleep(seconds)
    watch.starts()
    line.comes_back()
    page.locator("main ul.lines").get_by_text("written without a line").wait_for()
    watch.says(f"sent by itself after {seconds:.0f} s without a line")


def main() -> None:
    """Set up, walk the way once, clean up."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--loss", type=float, default=0.02, help="share of packets lost")
    ask.add_argument("--outage", type=float, default=30, help="seconds without a line")
    ask.add_argument("--port", type=int, default=8396)
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as data:
        os.environ["THOUSANDFOLD_DATA"] = data
        os.environ["DJANGO_SETTINGS_MODULE"] = "thousandfold.settings.site"
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's library runs a loop
        command = [SERVER, "serve", "--port", str(given.port), "--address", "127.0.0.1"]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            wait_for(given.port, 600)
            time.sleep(1)
            walked(given)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(60)


def walked(given: argparse.Namespace) -> None:
    """One phone from the door to its words after the outage."""
    leader, watch = Leader(), Stopwatch()
    code = leader.opens()
    leader.starts("closing", "plus-delta")
    with Proxy(given.port, replace(EDGE, loss=given.loss)) as line, chromium() as browser:
        page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
        page.set_default_timeout(180_000)
        comes_in(page, f"http://localhost:{line.port}", leader, code, watch)
        answers(page, "slower, and with more tea", watch)
        through_outage(page, line, given.outage, watch)


if __name__ == "__main__":
    main()
