# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real servers of one size: two processes behind one port, and what they weigh."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from scaling.ground import Ground

SERVER = Path(sys.executable).with_name("thousandfold")
PROCESSES = 2


@contextlib.contextmanager
def serving(ground: Ground, people: int) -> Iterator[tuple[int, int]]:
    """The port and the process of a site with several servers."""
    port = _free_port()
    env = {**os.environ, **ground.surroundings(people)}
    words = [SERVER, "serve", "--servers", str(PROCESSES), "--port", str(port)]
    log = (ground.home / f"serve-{people}.log").open("w")
    server = subprocess.Popen([*words, "--address", "127.0.0.1"], env=env, stdout=log, stderr=log)
    try:
        _wait_for(port, server)
        yield port, server.pid
    finally:
        server.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(30)
        server.kill()
        log.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(360):
        if server.poll() is not None:
            sys.exit("The servers ended; their log stands beside the data.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)
    sys.exit("The servers did not start.")


def family(pid: int) -> list[int]:
    """A process and all that it started (Linux)."""
    parents: dict[int, list[int]] = {}
    for one in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            after = one.read_text().rpartition(")")[2].split()
            parents.setdefault(int(after[1]), []).append(int(one.parent.name))
    found, left = [], [pid]
    while left:
        found.append(left.pop())
        left += parents.get(found[-1], [])
    return found


def megabytes(pid: int) -> dict[str, int]:
    """Resident memory of each of the processes, by what they are called and their number."""
    told = {}
    for one in family(pid):
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{one}/status").read_text().splitlines():
                if line.startswith("VmRSS:"):
                    told[str(one)] = int(line.split()[1]) // 1024
    return told


def processor_seconds(pid: int) -> float:
    """Processor time of all of them so far."""
    whole = 0
    for one in family(pid):
        with contextlib.suppress(OSError):
            after = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            whole += int(after[11]) + int(after[12])
    return whole / os.sysconf("SC_CLK_TCK")
