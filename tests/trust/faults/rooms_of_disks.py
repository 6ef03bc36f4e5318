"""Two disks on which room ends: a limit of a file's size, and a real disk of a few megabytes.

The limit needs no rights and can be had everywhere. The real disk is in memory, mounted where
only the site's own processes see it; that needs the rights of the system's owner.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from trust.faults.lives import Lives

ANY = resource.RLIM_INFINITY
#: Bytes that the small disk has beside what is on it when the site begins.
BESIDE = 6 * 1024**2
PAGE = 4_096
#: In a view of the file systems of its own: a disk of so many bytes in the folder's place.
MOUNTED = (
    'mkdir "$1.disk" && mount -t tmpfs -o size="$0" none "$1.disk" && cp -a "$1/." "$1.disk"'
    ' && mount --bind "$1.disk" "$1" && shift && exec "$@"'
)


class FileLimit:
    """The log of changes may grow no further; lifted while the server runs."""

    def lives(self, folder: Path) -> Lives:
        """A site in a folder."""
        return Lives(folder)

    def leaves(self, lives: Lives, room: int) -> None:
        """Only so many bytes more."""
        log = lives.folder / "thousandfold.sqlite3-wal"
        now = log.stat().st_size if log.exists() else 0
        resource.prlimit(lives.child, resource.RLIMIT_FSIZE, (now + room, ANY))

    def is_free(self, lives: Lives) -> None:
        """As much as it will."""
        resource.prlimit(lives.child, resource.RLIMIT_FSIZE, (ANY, ANY))


class Apart(Lives):
    """A site whose folder only its own processes see; SQLite finds no way there from outside.

    It follows ``/proc/…/root`` to the root that the test sees, and would look at another file.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.copies: list[Path] = []

    def file(self) -> Path:
        """A copy, with the log of changes, as it stands now."""
        seen = Path(tempfile.mkdtemp())
        for name in ("thousandfold.sqlite3", "thousandfold.sqlite3-wal"):
            if (self.folder / name).exists():
                shutil.copy(self.folder / name, seen / name)
        self.copies.append(seen)
        return seen / "thousandfold.sqlite3"

    def ends(self) -> None:
        """The test is over."""
        super().ends()
        for one in self.copies:
            shutil.rmtree(one)


class SmallDisk:
    """A disk of its own that somebody else's file fills up."""

    def lives(self, folder: Path) -> Lives:
        """A site in a folder, which for its processes is a small disk."""
        size = sum(one.stat().st_size for one in database().parent.glob(f"{database().name}*"))
        words = ("unshare", "-m", "sh", "-c", MOUNTED, str(size + BESIDE), str(folder))
        made = Apart(folder, within=words)
        made.folder = Path(f"/proc/{made.mother.pid}/root{folder}")
        return made

    def leaves(self, lives: Lives, room: int) -> None:
        """Fill all but so many bytes."""
        for _again in range(20):  # the site may write between the look and the filling
            self.is_free(lives)
            stands = os.statvfs(lives.folder)
            wanted = max(0, stands.f_bavail * stands.f_frsize - -(-room // PAGE) * PAGE)
            with suppress(OSError), (lives.folder / "of-somebody-else").open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, max(1, wanted))
                return
        raise AssertionError("the disk cannot be filled")

    def is_free(self, lives: Lives) -> None:
        """Somebody tidied up."""
        (lives.folder / "of-somebody-else").unlink(missing_ok=True)


def database() -> Path:
    """The file that the tests' database is in."""
    from django.db import connection

    return Path(connection.settings_dict["NAME"])


def smallest() -> FileLimit | SmallDisk:
    """The real disk where we may mount one, else the limit."""
    if shutil.which("unshare") is None:
        return FileLimit()
    tried = subprocess.run(
        ["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False
    )
    return FileLimit() if tried.returncode else SmallDisk()
