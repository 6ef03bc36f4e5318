# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a clone to the first page, and what the running server weighs.

    .venv/bin/python benchmarks/set_up.py

Clones this repository into an empty folder, runs `./run --check` there twice (the
first sets up on whatever package cache the machine has, the second only starts),
then starts the server and asks for its first page 200 times. Prints seconds by the
clock and of the processor (which other work on the machine hardly changes), the ratio
of first to second, and megabytes of resident memory.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))
from check_serving import free_port, wait_for  # noqa: E402


def seconds_of(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command to its end; seconds by the clock, and of the processor."""
    began, used = time.perf_counter(), _used()
    subprocess.run(
        command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return time.perf_counter() - began, _used() - used


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def megabytes(pid: int) -> float:
    """Resident memory of a process, in megabytes (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise SystemExit("The server is gone.")


def weigh(folder: Path) -> tuple[float, float]:
    """Memory after the first page and after 200 of them."""
    port = free_port()
    command = [
        str(folder / ".venv/bin/thousandfold"),
        "serve",
        "--port",
        str(port),
        "--address",
        "127.0.0.1",
    ]
    env = {**os.environ, "THOUSANDFOLD_DATA": str(folder / "data")}
    server = subprocess.Popen(
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/", server)
        first = megabytes(server.pid)
        for _ in range(200):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).read()
        return first, megabytes(server.pid)
    finally:
        server.terminate()
        server.wait(timeout=15)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="thousandfold-clone-") as name:
        folder = Path(name) / "thousandfold"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)
        first = seconds_of(["./run", "--check"], folder)
        second = seconds_of(["./run", "--check"], folder)
        early, late = weigh(folder)
    for name, (clock, processor) in (("clone to first page", first), ("starting again", second)):
        print(f"{name}: {clock:.1f} s, of the processor {processor:.1f} s")
    print(f"ratio of the processor's: {first[1] / second[1]:.1f}")
    print(
        f"memory of the server: {early:.0f} MB after the first page, {late:.0f} MB after 200 more"
    )


if __name__ == "__main__":
    main()
