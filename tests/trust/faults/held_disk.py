"""A disk that holds back what was not synced, for SQLite; and what is left when the power goes.

Each file is what the disk surely has plus the writes since its last sync. A cut keeps any of
those writes, in any mixture, whole or torn, as disks and their caches may
(SQLite's own test6.c does the same). Nothing outside a write's bytes is harmed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import apsw

#: A torn write ends at one of these boundaries.
SECTOR = 512


@dataclass
class Held:
    """One file: what is safe, what is seen, and what was done to it since the last sync."""

    safe: bytes = b""
    seen: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def write(self, offset: int, data: bytes) -> None:
        """Write into what is seen."""
        _put(self.seen, offset, data)
        self.since.append((offset, bytes(data)))

    def truncate(self, size: int) -> None:
        """Shorten (or lengthen) what is seen."""
        _cut_to(self.seen, size)
        self.since.append((size, None))

    def sync(self) -> None:
        """Everything seen is safe now."""
        self.safe, self.since = bytes(self.seen), []

    def after_cut(self, chance: Random) -> bytes:
        """What the disk holds when the power goes now."""
        left = bytearray(self.safe)
        for offset, data in self.since:
            fate = chance.random()
            if fate < 0.4:
                continue
            if data is None:
                _cut_to(left, offset)
            elif fate < 0.6 and len(data) > 1:
                _put(left, offset, data[: _torn(len(data), chance)])
            else:
                _put(left, offset, data)
        return bytes(left)


def _torn(size: int, chance: Random) -> int:
    if size <= SECTOR:
        return chance.randrange(1, size)
    return SECTOR * chance.randrange(1, -(-size // SECTOR))


def _put(where: bytearray, offset: int, data: bytes) -> None:
    if len(where) < offset:
        where.extend(bytes(offset - len(where)))
    where[offset : offset + len(data)] = data


def _cut_to(where: bytearray, size: int) -> None:
    if len(where) < size:
        where.extend(bytes(size - len(where)))
    del where[size:]


class Disk(apsw.VFS):
    """A file system in memory. ``before`` is told of each write, cut and sync, by file name.

    With ``tells_all`` also of each opening, reading, deleting and look at a file.
    """

    def __init__(
        self, name: str, before: Callable[[str, str], None], tells_all: bool = False
    ) -> None:
        super().__init__(name, "")
        self.name, self.tells_all = name, tells_all
        self.files: dict[str, Held] = {}
        self.before = before

    def xOpen(self, name: Any, flags: list[int]) -> Any:
        """Open a file, made if it is not there."""
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        self.also("open", path)
        self.files.setdefault(path, Held())
        return File(self, path)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        """Take a file away."""
        self.also("delete", filename)
        self.files.pop(filename, None)

    def xAccess(self, pathname: str, flags: int) -> bool:
        """Whether a file is there."""
        self.also("access", pathname)
        return pathname in self.files

    def xFullPathname(self, name: str) -> str:
        """The name itself."""
        return name

    def also(self, what: str, path: str) -> None:
        """Tell of what changes nothing, where that is asked for."""
        if self.tells_all:
            self.before(what, path)

    def image(self, chance: Random, folder: Path) -> None:
        """Write what is left of every file after a cut into a folder."""
        for path, file in self.files.items():
            (folder / Path(path).name).write_bytes(file.after_cut(chance))


class File:
    """An open file of the disk."""

    def __init__(self, disk: Disk, path: str) -> None:
        self.disk, self.path = disk, path

    @property
    def _held(self) -> Held:
        return self.disk.files.setdefault(self.path, Held())

    def xRead(self, amount: int, offset: int) -> bytes:
        """Bytes as they are seen."""
        self.disk.also("read", self.path)
        return bytes(self._held.seen[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        """Write; not safe until synced."""
        self.disk.before("write", self.path)
        self._held.write(offset, data)

    def xTruncate(self, newsize: int) -> None:
        """Shorten; not safe until synced."""
        self.disk.before("truncate", self.path)
        self._held.truncate(newsize)

    def xSync(self, flags: int) -> None:
        """Make it safe."""
        self.disk.before("sync", self.path)
        self._held.sync()

    def xFileSize(self) -> int:
        """Bytes that are seen."""
        self.disk.also("size", self.path)
        return len(self._held.seen)

    def xClose(self) -> None:
        """Nothing to do."""

    def xLock(self, level: int) -> None:
        """One connection alone needs no locks."""

    def xUnlock(self, level: int) -> None:
        """See :meth:`xLock`."""

    def xCheckReservedLock(self) -> bool:
        """Nobody else is there."""
        return False

    def xFileControl(self, op: int, ptr: int) -> bool:
        """Nothing special."""
        return False

    def xSectorSize(self) -> int:
        """Bytes of a sector."""
        return SECTOR

    def xDeviceCharacteristics(self) -> int:
        """As SQLite takes it of every disk: a write harms no bytes beside its own."""
        return int(apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE)
