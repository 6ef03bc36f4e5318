"""A PostgreSQL of our own whose processes all end at one moment, without a goodbye."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psycopg

from site_addresses import free_port

#: Commits are acknowledged before they are on the disk, and are brought there every ten seconds,
#: however many they are by then.
FORGETFUL = (
    *("-c", "synchronous_commit=off"),
    *("-c", "wal_writer_delay=10s"),
    *("-c", "wal_writer_flush_after=1GB"),
)


class Cluster:
    """A cluster in a folder that the account of PostgreSQL may read, on a port of its own."""

    def __init__(self, *settings: str) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="thousandfold-cluster-"))
        self.port, self.settings = free_port(), settings
        self.programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)[0]
        self.runner: list[str] = []
        if os.getuid() == 0:
            shutil.chown(self.home, "postgres")
            self.runner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        self._calls(
            "initdb", "-D", "data", "-U", "tester", "-A", "trust", "-k", "--no-locale", "-EUTF8"
        )
        self.starts()
        self._calls("createdb", "-h", str(self.home), "-p", str(self.port), "-U", "tester", "site")
        self.address = f"postgresql://tester@127.0.0.1:{self.port}/site"

    def _calls(self, program: str, *words: str) -> None:
        with (self.home / "said.log").open("ab") as log:
            call = [*self.runner, str(self.programs / program), *words]
            subprocess.run(call, cwd=self.home, check=True, stdout=log, stderr=log)

    def starts(self) -> None:
        """Start, or start again: what was not finished is put right from its log first.

        It is our own child, so that one that was killed is buried, and not taken for alive.
        """
        given = ["-p", str(self.port), "-c", "listen_addresses=127.0.0.1", "-k", str(self.home)]
        call = [*self.runner, str(self.programs / "postgres"), "-D", "data", *given, *self.settings]
        with (self.home / "server.log").open("ab") as log:
            self.first = subprocess.Popen(call, cwd=self.home, stdout=log, stderr=log)
        for _ in range(1_200):
            with suppress(psycopg.OperationalError):
                psycopg.connect(f"postgresql://tester@127.0.0.1:{self.port}/postgres").close()
                return
            assert self.first.poll() is None, self.said()
            time.sleep(0.05)
        raise AssertionError("PostgreSQL did not start: " + self.said())

    def dies(self) -> None:
        """Every process of it, before any of them learns of another's end."""
        first = self.first.pid
        self.first.send_signal(signal.SIGSTOP)  # it begins no more
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        killed = [*map(int, children), first]
        for one in killed:
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        self.first.wait()
        while any(_lives(one) for one in killed):
            time.sleep(0.002)

    def said(self) -> str:
        """What it wrote about itself."""
        return (self.home / "server.log").read_text()

    def ends(self) -> None:
        """The test is over."""
        if self.first.poll() is None:
            self.dies()
        shutil.rmtree(self.home, ignore_errors=True)


def _lives(process: int) -> bool:
    """Whether it can still do anything; one that waits to be buried cannot."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
