# SPDX-License-Identifier: AGPL-3.0-or-later
"""Start the server on a free port and an empty data folder, look at two pages, stop."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

PATIENCE = 60  # seconds for the first page


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(address: str) -> str:
    """The page at an address."""
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read().decode()


def wait_for(address: str, server: subprocess.Popen[bytes]) -> str:
    """Fetch the page as soon as the server answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise SystemExit("The server stopped before it answered.")
        try:
            return fetch(address)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise SystemExit(f"No answer within {PATIENCE} seconds.")


def main() -> None:
    """Say ok, or what is wrong."""
    port, began = free_port(), time.monotonic()
    command = [str(Path(sys.executable).with_name("thousandfold")), "serve", "--port", str(port)]
    with tempfile.TemporaryDirectory(prefix="thousandfold-check-") as folder:
        env = {**os.environ, "THOUSANDFOLD_DATA": folder}
        server = subprocess.Popen(
            [*command, "--address", "127.0.0.1"], env=env, stdout=subprocess.DEVNULL
        )
        try:
            first = wait_for(f"http://127.0.0.1:{port}/", server)
            seconds = time.monotonic() - began
            room = fetch(f"http://127.0.0.1:{port}/join/")
        finally:
            server.terminate()
            server.wait(timeout=15)
    if "Thousandfold" not in first or "<form" not in room:
        raise SystemExit("The server answered, but not with our pages.")
    print(f"ok: the first page after {seconds:.1f} s, and the room's page.")


if __name__ == "__main__":
    main()
