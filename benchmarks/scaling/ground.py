# SPDX-License-Identifier: AGPL-3.0-or-later
"""A PostgreSQL of our own in a folder that may stay, with one database and data folder a size."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

#: People of the network: hosts.
SIZES = {1_000: 1, 10_000: 16, 1_000_000: 500}
#: As a server of 8 GB would be set, but for the room it has for connections.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "100",
    "shared_buffers": "1GB",
    "effective_cache_size": "4GB",
    "random_page_cost": "1.1",
    "max_wal_size": "8GB",
}


@dataclass(frozen=True)
class Ground:
    """Where PostgreSQL's files and the sites' folders are, and its port."""

    home: Path
    port: int

    def start(self) -> None:
        """Start the server unless it runs; make its files the first time."""
        self.home.mkdir(parents=True, exist_ok=True)
        if not (self.home / "data").exists():
            if os.getuid() == 0:
                subprocess.run(["chown", "postgres", self.home], check=True)
            self._run("initdb", "-D", "data", "-U", "tester", "-A", "trust", "-E", "UTF8",
                      "--no-locale")  # fmt: skip
        if not self.runs():
            words = f"-p {self.port} -k {self.home} "
            words += " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
            self._run("pg_ctl", "-D", "data", "-w", "-l", "server.log", "-o", words, "start")

    def runs(self) -> bool:
        """Whether the server is up."""
        return self._run("pg_ctl", "-D", "data", "status", check=False) == 0

    def stop(self) -> None:
        """Stop the server; its files stay."""
        self._run("pg_ctl", "-D", "data", "-m", "fast", "stop", check=False)

    def has(self, people: int) -> bool:
        """Whether this size was filled to its end."""
        return (self.folder(people) / "filled").exists()

    def folder(self, people: int) -> Path:
        """The data folder of the site of this size."""
        return self.home / f"site-{people}"

    def surroundings(self, people: int) -> dict[str, str]:
        """Settings of the site of this size."""
        return {
            "THOUSANDFOLD_DATA": str(self.folder(people)),
            "THOUSANDFOLD_DATABASE": f"postgresql://tester@127.0.0.1:{self.port}/people_{people}",
            "THOUSANDFOLD_ADDRESS": "http://localhost",
            "THOUSANDFOLD_HOSTS": "localhost,127.0.0.1,testserver",
            "THOUSANDFOLD_SETTINGS": "/nonexistent",
            "THOUSANDFOLD_BACKUPS": "0 0",
            "DJANGO_SETTINGS_MODULE": "thousandfold.settings.site",
        }

    def create(self, people: int) -> None:
        """An empty database of this size's name, whatever was there."""
        where = ("-h", "127.0.0.1", "-p", str(self.port), "-U", "tester")
        self._run("dropdb", *where, "--if-exists", "--force", f"people_{people}")
        self._run("createdb", *where, f"people_{people}")

    def _run(self, program: str, *words: str, check: bool = True) -> int:
        runner = (
            ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
            if os.getuid() == 0
            else []
        )
        done = subprocess.run(
            [*runner, str(_programs() / program), *words],
            cwd=self.home,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        if check and done.returncode:
            sys.exit(f"{program} ended with {done.returncode}")
        return done.returncode


def _programs() -> Path:
    """The newest PostgreSQL's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name))
    if not found:
        sys.exit("There is no PostgreSQL here: apt-get install postgresql")
    return found[-1]
