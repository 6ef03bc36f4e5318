# SPDX-License-Identifier: Apache-2.0
"""Licences: there is one, its text is there, and what is inside may be inside.

Compatibility after the licences' own terms: CC0 goes anywhere; CC BY anywhere
that keeps its credit; CC BY-SA 4.0 (section 3(b)) only into itself; the
non-commercial ones only into non-commercial ones; no-derivatives nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from thousandfold_core.curricula.findings import Finding, finding
from thousandfold_core.curricula.lines import line_of_key
from thousandfold_core.curricula.package import Package, path_of
from thousandfold_core.curricula.reading import MANIFEST

_FREE = ("CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0")
_ALL = (*_FREE, "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "Apache-2.0", "AGPL-3.0-or-later")
#: Licence of a part -> licences of the packages it may go into.
MAY_GO_INTO: dict[str, tuple[str, ...]] = {
    "CC0-1.0": _ALL,
    "CC-BY-4.0": ("CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"),
    "CC-BY-SA-4.0": ("CC-BY-SA-4.0",),
    "CC-BY-NC-4.0": ("CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"),
    "CC-BY-NC-SA-4.0": ("CC-BY-NC-SA-4.0",),
    "CC-BY-ND-4.0": (),
    "CC-BY-NC-ND-4.0": (),
    "Apache-2.0": ("Apache-2.0", "AGPL-3.0-or-later"),
    "AGPL-3.0-or-later": ("AGPL-3.0-or-later",),
}
_VERSION = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")


def lint_licences(package: Package) -> Iterator[Finding]:
    """Yield licences that are missing, unknown or at odds, and a silent change list."""
    if not any(path in package.files for path in ("LICENCE.md", "LICENSE.md")):
        yield finding("licence-text-missing", "LICENCE.md")
    yield from _version(package)
    outer, line = package.licence, _line(package, "licence")
    if not outer:
        # Without an id the manifest as a whole could not be read, and that is said already.
        if package.id:
            yield finding("licence-missing", MANIFEST)
        return
    if outer not in MAY_GO_INTO:
        yield finding("licence-unknown", MANIFEST, line, licence=outer)
    for what, inner, path, at in _parts(package):
        yield from _clash(what, inner, outer, path, at)


def _line(package: Package, key: str) -> int:
    """Return the line of a key in package.toml."""
    return max(1, line_of_key(package.files.get(MANIFEST, ""), key))


def _parts(package: Package) -> Iterator[tuple[str, str, str, int]]:
    """Yield (what, its licence, file, line) for everything that names its own licence."""
    for credit in package.credits:
        if isinstance(credit, dict) and credit.get("licence"):
            what = str(credit.get("name") or credit.get("for") or "[[credits]]")
            yield what, str(credit["licence"]), MANIFEST, _line(package, "credits")
    if package.lineage and package.lineage.licence:
        yield package.lineage.parent, package.lineage.licence, MANIFEST, _line(package, "lineage")
    for _, prefix, documents in package.documents():
        for language, document in documents.items():
            for block in document.blocks:
                if block.get("licence"):
                    path = path_of(prefix, language)
                    yield block.id, block.get("licence"), path, block.line


def _clash(what: str, inner: str, outer: str, path: str, line: int) -> Iterator[Finding]:
    """Yield a part whose licence does not allow the package's."""
    if inner == outer:
        return
    if inner not in MAY_GO_INTO:
        yield finding("licence-unknown", path, line, licence=inner)
    elif outer in MAY_GO_INTO and outer not in MAY_GO_INTO[inner]:
        yield finding("licence-clash", path, line, what=what, inner=inner, outer=outer)


def _version(package: Package) -> Iterator[Finding]:
    """Yield a version that is none, or that the change list does not mention."""
    if not package.version:
        return
    if not _VERSION.fullmatch(package.version):
        line = _line(package, "version")
        yield finding("version-wrong", MANIFEST, line, version=package.version)
    elif "CHANGES.md" not in package.files:
        yield finding("file-missing", "CHANGES.md")
    elif package.version not in package.files["CHANGES.md"]:
        yield finding("changes-silent", "CHANGES.md", 0, version=package.version)
