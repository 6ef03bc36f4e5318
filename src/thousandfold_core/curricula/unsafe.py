# SPDX-License-Identifier: Apache-2.0
"""Which zips are not opened, decided by their table of contents alone."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterable

from thousandfold_core.errors import Refusal

MOST_MEMBERS = 1_000
MOST_BYTES = 50 * 1024 * 1024
MOST_RATIO = 100
#: A few very compressible bytes are no bomb; the ratio counts from this size on.
SMALL = 64 * 1024


class UnsafeArchive(Refusal):
    """A zip that is not opened. The sentence says why and what to do."""

    code = "archive-unsafe"
    text = "This zip was not opened: {why}"


class TooManyMembers(UnsafeArchive):
    """More files than any curriculum has."""

    code = "archive-too-many-members"
    text = "This zip was not opened: it holds {count} files, and {most} are the most. Split it."


class TooLarge(UnsafeArchive):
    """More bytes than any curriculum has."""

    code = "archive-too-large"
    text = (
        "This zip was not opened: unpacked it would be {megabytes} MB, and {most} MB are the "
        "most. Take large files out."
    )


class TooDense(UnsafeArchive):
    """A file packed so tightly that it is probably a trap."""

    code = "archive-too-dense"
    text = (
        "This zip was not opened: {name} would grow {ratio} times, and {most} times is the "
        "most. Pack the folder again."
    )


class PathOutside(UnsafeArchive):
    """A member that would land outside the package."""

    code = "archive-path-outside"
    text = "This zip was not opened: the path {name} leads out of the package. Rename the file."


class LinkInside(UnsafeArchive):
    """A member that is a link to somewhere else."""

    code = "archive-link"
    text = "This zip was not opened: {name} is a link. Put the file itself in its place."


class SameNameTwice(UnsafeArchive):
    """Two members with one path: which of them counts would be chance."""

    code = "archive-name-twice"
    text = "This zip was not opened: it holds {name} twice. Keep one of them."


class Locked(UnsafeArchive):
    """A member with a password."""

    code = "archive-locked"
    text = "This zip was not opened: {name} needs a password. Pack the folder without one."


class NotAnArchive(UnsafeArchive):
    """Not a zip at all, or a broken one."""

    code = "archive-unreadable"
    text = "This is no zip file that can be read. Pack the folder again, or give the folder."


def refuse_unsafe(members: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse an archive by its table of contents, before anything is unpacked.

    Raises a subclass of ``UnsafeArchive`` for more than 1,000 members, more
    than 50 MB declared, a member that grows more than 100 times, absolute or
    parent paths, links, repeated names and passwords.
    """
    members = list(members)
    if len(members) > MOST_MEMBERS:
        raise TooManyMembers(count=len(members), most=MOST_MEMBERS)
    size = sum(each.file_size for each in members)
    if size > MOST_BYTES:
        megabytes = -(-size // (1024 * 1024))
        raise TooLarge(megabytes=megabytes, most=MOST_BYTES // (1024 * 1024))
    seen: set[str] = set()
    for each in members:
        _refuse_member(each)
        if each.filename in seen:
            raise SameNameTwice(name=each.filename)
        seen.add(each.filename)


def _refuse_member(member: zipfile.ZipInfo) -> None:
    """Refuse one member for its path, its kind or its density."""
    name = member.orig_filename
    parts = name.replace("\\", "/").split("/")
    if "\x00" in name or parts[0] == "" or ":" in parts[0] or ".." in parts:
        raise PathOutside(name=name.replace("\x00", "?"))
    if stat.S_ISLNK(member.external_attr >> 16):
        raise LinkInside(name=name)
    if member.flag_bits & 0x1:
        raise Locked(name=name)
    ratio = member.file_size / max(1, member.compress_size)
    if member.file_size > SMALL and ratio > MOST_RATIO:
        raise TooDense(name=name, ratio=int(ratio), most=MOST_RATIO)
