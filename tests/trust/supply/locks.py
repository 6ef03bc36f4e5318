"""Reading the locks: what is installed, and by which hash."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LOCKS = ("run.lock", "test.lock", "installer.lock")


@dataclass(frozen=True)
class Locked:
    """One package of a lock."""

    name: str
    version: str
    hashes: tuple[str, ...]


def entries(text: str) -> list[str]:
    """The lock's entries, each on one line."""
    whole = text.replace("\\\n", " ")
    return [line for line in whole.splitlines() if line.strip() and not line.startswith("#")]


def locked(text: str) -> list[Locked]:
    """Packages that an entry names with a version."""
    found = []
    for entry in entries(text):
        match = re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)", entry)
        if match:
            hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)
            found.append(Locked(plain(match[1]), match[2], tuple(hashes)))
    return found


def plain(name: str) -> str:
    """A package's name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def text_of(lock: str) -> str:
    """A lock's text."""
    return (ROOT / "requirements" / lock).read_text(encoding="utf-8")


def open_entries(text: str) -> list[str]:
    """Entries that are not pinned to one version and to hashes of it."""
    closed = [one for one in locked(text) if one.hashes]
    if len(closed) == len(entries(text)):
        return []
    names = {one.name for one in closed}
    return [
        one[:60] for one in entries(text) if plain(re.split(r"[=\[<>~! ]", one)[0]) not in names
    ]
