# SPDX-License-Identifier: AGPL-3.0-or-later
"""Curriculum packages on this disk: folders, zips, and those that ship with the product."""

from __future__ import annotations

from pathlib import Path

from thousandfold_core.curricula import archive, unsafe
from thousandfold_core.curricula.package import Package
from thousandfold_core.curricula.reading import read_package
from thousandfold_core.errors import Refusal

SHIPPED = Path(__file__).parent / "packages"


class NoPackage(Refusal):
    """Nothing of that name is a package."""

    code = "no-such-package"
    text = (
        "{where} is no folder, no zip and no shipped package. Give the path of a package, "
        "or one of: {shipped}."
    )


class PackageTooLarge(Refusal):
    """A folder or file that no curriculum would need."""

    code = "package-too-large"
    text = "{where} is too large for a package: more than {what}. Take files out."


class LinkInFolder(Refusal):
    """A link inside a package folder: it might show a file from elsewhere."""

    code = "package-link"
    text = "{where} is a link. Put the file itself in its place."


def shipped_ids() -> tuple[str, ...]:
    """Return the ids of the packages that ship with the product."""
    return tuple(sorted(path.parent.name for path in SHIPPED.glob("*/package.toml")))


def find_package(where: str) -> Path:
    """Return the folder or zip meant by a path or by a shipped package's id.

    Raises ``NoPackage``. A path that exists wins over an id.
    """
    path = Path(where)
    if path.is_dir() or path.is_file():
        return path
    if where in shipped_ids():
        return SHIPPED / where
    raise NoPackage(where=where, shipped=", ".join(shipped_ids()) or "–")


def read_files(path: Path) -> dict[str, bytes]:
    """Return a package's files by their paths inside it.

    Raises ``UnsafeArchive`` for a zip that is not opened, ``PackageTooLarge``
    and ``LinkInFolder``. Files and folders whose names begin with a dot, and editors'
    copies (``~``), are left out.
    """
    if path.is_dir():
        return _folder_files(path)
    if path.stat().st_size > unsafe.MOST_BYTES:
        raise PackageTooLarge(where=path.name, what="50 MB")
    return archive.unpack(path.read_bytes())


def _folder_files(folder: Path) -> dict[str, bytes]:
    """Read a folder within the same limits as a zip."""
    files: dict[str, bytes] = {}
    size = 0
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or path.name.endswith("~"):
            continue
        if path.is_symlink():
            raise LinkInFolder(where=inside.as_posix())
        if not path.is_file():
            continue
        size += path.stat().st_size
        if len(files) >= unsafe.MOST_MEMBERS or size > unsafe.MOST_BYTES:
            raise PackageTooLarge(where=folder.name, what="1,000 files or 50 MB")
        files[inside.as_posix()] = path.read_bytes()
    return files


def load_package(where: str | Path) -> Package:
    """Return the package at a path or of a shipped id, with what was found in reading it.

    Raises as ``find_package`` and ``read_files`` do, and ``NotText``.
    """
    return read_package(archive.texts(read_files(find_package(str(where)))))
