# SPDX-License-Identifier: Apache-2.0
"""The shapes of a dry run: who is here, how to settle differences, what becomes of a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from thousandfold_core.sheets.notes import Note

Status = Literal["created", "updated", "same", "skipped", "duplicate_suspect"]
STATUSES: tuple[Status, ...] = ("created", "updated", "same", "skipped", "duplicate_suspect")
KEEP_EXISTING, USE_FILE = "keep-existing", "use-file"


@dataclass(frozen=True)
class Known:
    """A person already here. ``values`` by field key, and ``column:<heading>`` for balance."""

    id: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Policy:
    """How to match and how to settle differences.

    ``conflict``: keep-existing fills blanks only; use-file also replaces. ``own_id_field``
    holds our own ids (a file we exported); ``reference_field`` somebody else's numbers.
    ``name_fields`` together are the name; equal names are one person only when one of
    ``second_fields`` agrees too.
    """

    conflict: str = KEEP_EXISTING
    own_id_field: str | None = "id"
    reference_field: str | None = "reference"
    name_fields: tuple[str, ...] = ("full_name", "given_name", "family_name")
    second_fields: tuple[str, ...] = ("organisation", "town")


@dataclass(frozen=True)
class Change:
    """One field of one person, before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Suspect:
    """Somebody the row may be about: a person here (``known_id``) or an earlier row."""

    name: str
    known_id: str | None = None
    row: int | None = None

    @property
    def text(self) -> str:
        """Return "Ana Ruiz" or "Ana Ruiz (row 5)"."""
        return f"{self.name} (row {self.row:,})" if self.row else self.name

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class PlannedRow:
    """What becomes of one person of the file. ``numbers``: every row that speaks of them.

    ``values`` are those of the file that can be used; ``changes`` what would be written to a
    person already here; ``kept`` where the file differs and is not followed.
    """

    numbers: tuple[int, ...]
    status: Status
    why: Note
    values: Mapping[str, str]
    changes: tuple[Change, ...] = ()
    kept: tuple[Change, ...] = ()
    known_id: str | None = None
    suspects: tuple[Suspect, ...] = ()
    warnings: tuple[Note, ...] = ()


@dataclass(frozen=True)
class ImportPlan:
    """The whole dry run, in the order of the file."""

    rows: tuple[PlannedRow, ...]
    notes: tuple[Note, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Number of people by status; every status is there."""
        found = Counter(row.status for row in self.rows)
        return {status: found[status] for status in STATUSES}

    @property
    def field_counts(self) -> dict[str, int]:
        """Number of people already here for whom each field changes."""
        return dict(Counter(change.field for row in self.rows for change in row.changes))

    @property
    def unusual(self) -> tuple[Note, ...]:
        """Warnings that deserve a stop before the import."""
        return tuple(item for item in self.notes if item.code == "unusual-change")
