# SPDX-License-Identifier: Apache-2.0
"""A package as a zip: opened only when it is harmless, packed the same way every time.

Works on bytes in memory; nothing is written anywhere, so no path in an
archive can reach a disk.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping

from thousandfold_core.curricula.unsafe import NotAnArchive, refuse_unsafe
from thousandfold_core.errors import Refusal

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


class NotText(Refusal):
    """A file of a package that should be text and is not."""

    code = "package-not-text"
    text = "{name} is not UTF-8 text. Save it as UTF-8."


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
