# SPDX-License-Identifier: Apache-2.0
"""A package as a zip: opened only when it is harmless, packed the same way every time.

Works on bytes in memory; nothing is written anywhere, so no path in an
archive can reach a disk.
"""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping

from thousandfold_core.errors import Refusal

MOST_MEMBERS = 1_000
MOST_BYTES = 50 * 1024 * 1024
MOST_RATIO = 100
#: A few very compressible bytes are no bomb; the ratio counts from this size on.
SMALL = 64 * 1024
#: What Python's zip reader raises on damaged files, as tried with random damage.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
_OLD = (1980, 1, 1, 0, 0, 0)


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


class NotText(Refusal):
    """A file of a package that should be text and is not."""

    code = "package-not-text"
    text = "{name} is not UTF-8 text. Save it as UTF-8."


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


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the files of a zip by path, or refuse it (see ``refuse_unsafe``).

    A single folder around everything, as file managers make it, is taken off.
    A member that turns out larger than it declared is refused as unreadable.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            refuse_unsafe(members)
            files = {
                each.filename: _content(archive, each) for each in members if not each.is_dir()
            }
    except BROKEN as error:
        raise NotAnArchive() from error
    return without_outer_folder(files)


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Read one member, never more than it declared."""
    with archive.open(member) as stream:
        content = stream.read(member.file_size + 1)
    if len(content) != member.file_size:
        raise NotAnArchive()
    return content


def without_outer_folder(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files without the one folder around ``package.toml``, if there is one."""
    if "package.toml" in files:
        return dict(files)
    outer = [path for path in files if path.endswith("/package.toml") and path.count("/") == 1]
    if len(outer) != 1:
        return dict(files)
    folder = outer[0].removesuffix("package.toml")
    return {p.removeprefix(folder): files[p] for p in files if p.startswith(folder)}


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of the files; the same files give the same bytes (no dates inside)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            member = zipfile.ZipInfo(path, _OLD)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, files[path])
    return stream.getvalue()


#: Endings of the files that are read as text; others are carried along.
TEXT_ENDINGS = (".md", ".toml", ".txt", ".csv", ".json", ".svg")


def texts(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the text files of a package, decoded. Raises ``NotText``."""
    found = {}
    for path in sorted(files):
        if path.lower().endswith(TEXT_ENDINGS):
            try:
                found[path] = files[path].decode("utf-8")
            except UnicodeDecodeError as error:
                raise NotText(name=path) from error
    return found
