# SPDX-License-Identifier: AGPL-3.0-or-later
"""Importing nominees from a spreadsheet: upload, map, look, import as one batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.utils import translation

from thousandfold.base import trail
from thousandfold.base.doorway.editing import save_edited
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.keystore import make_keys
from thousandfold.base.models import Job
from thousandfold.base.permissions import Permission, require
from thousandfold.base.usecases.jobs import ask
from thousandfold.people.usecases.persons import sort_name
from thousandfold.recruitment.choices import (
    BatchKind,
    CallState,
    NominationSource,
    NominationState,
)
from thousandfold.recruitment.features import COLUMN, as_languages
from thousandfold.recruitment.importing import (
    OWN_ID,
    STORED,
    Settled,
    known_values,
    mapping_of,
    plan_of,
    settle,
)
from thousandfold.recruitment.models import Batch, BatchChange, Call, Nomination, Upload
from thousandfold.recruitment.models.nomination import LONGEST
from thousandfold.recruitment.reading_apart import read_apart
from thousandfold.recruitment.speaking import note_text
from thousandfold.recruitment.usecases.bulk import new_batch, refresh_columns
from thousandfold.recruitment.usecases.refusals import (
    CallDecided,
    ListChanged,
    NothingToImport,
    UploadExpired,
)
from thousandfold_core.sheets.errors_file import errors_file
from thousandfold_core.sheets.mapping import Mapping as ColumnMapping
from thousandfold_core.sheets.outcomes import ImportPlan, Known, PlannedRow
from thousandfold_core.sheets.plain import sheet_from_plain
from thousandfold_core.sheets.reading import Sheet

KEPT_DAYS = 7
#: The name under which workers know an import.
IMPORT = "recruitment.import"
CHUNK = 500


def upload_sheet(*, viewer: Viewer, call: Call, data: bytes, filename: str, at: datetime) -> Upload:
    """Read a spreadsheet and keep it sealed until it is imported, seven days at most.

    Raises:
        NotAllowed: unless the viewer may import.
        CallDecided: once the cohort is seated.
        UnreadableSheet: with the sentence that says what to do about the file.
    """
    require(viewer, Permission.NOMINATION_IMPORT, call)
    if call.state == CallState.DECIDED:
        raise CallDecided
    sheet = read_apart(data, filename)
    with transaction.atomic():
        sweep_uploads(at=at)
        made = Upload.objects.create(
            host=call.host,
            call=call,
            account=viewer.account,
            filename=filename[-200:],
            source_format=sheet["format"],
            row_count=len(sheet["rows"]),
            sheet=sheet,
            uploaded_at=at,
        )
        trail.record(viewer, "uploaded", made, at, rows=made.row_count)
    _sheet(made.id, made)  # at hand for the next page, which need not open the seal
    return made


def map_columns(
    *,
    viewer: Viewer,
    upload: Upload,
    choices: Mapping[str, str],
    policy: str,
    at: datetime,
) -> Upload:
    """Keep a person's choices of what each column is used for.

    Raises:
        NotAllowed: unless the viewer may import.
        UploadExpired: when the rows are gone.
        ForbiddenColumn, FieldTakenTwice, UnknownChoice: for choices that cannot be.
    """
    require(viewer, Permission.NOMINATION_IMPORT, upload)
    mapping_of(sheet_of(upload, at), choices)
    return save_edited(  # type: ignore[return-value]
        upload, upload.version, choices=dict(choices), policy=policy
    )


def decide_rows(
    *, viewer: Viewer, upload: Upload, decisions: Mapping[int, str], at: datetime
) -> Upload:
    """Keep what a person decided about rows that look like somebody already here.

    A decision is "new", "skip", "row:<earlier row>", an id, or "" to take it back.

    Raises:
        NotAllowed: unless the viewer may import.
        UploadExpired: when the rows are gone.
        UnknownDecision: when a decision names nobody here.
    """
    require(viewer, Permission.NOMINATION_IMPORT, upload)
    sheet_of(upload, at)
    wanted = {**upload.decisions, **{str(row): what for row, what in decisions.items()}}
    kept = {row: what for row, what in wanted.items() if what}
    with transaction.atomic():
        saved: Any = save_edited(upload, upload.version, decisions=kept)
        planned(saved, at)
    return saved


def apply_upload(*, viewer: Viewer, upload: Upload, seen: str, at: datetime) -> Batch:
    """Import: one batch that can be undone for thirty days. The uploaded rows are deleted.

    ``seen`` is the fingerprint of the list when the person looked at the dry run.

    Raises:
        NotAllowed: unless the viewer may import.
        UploadExpired, CallDecided: when it is too late.
        ListChanged: when somebody changed the list since.
        NothingToImport: when no row would write anything.
    """
    require(viewer, Permission.NOMINATION_IMPORT, upload)
    if upload.call.state == CallState.DECIDED:
        raise CallDecided
    sheet = sheet_of(upload, at)
    if seen != fingerprint(upload.call):
        raise ListChanged
    found, mapping, _ = planned(upload, at)
    counts = found.counts
    if not counts["created"] and not counts["updated"]:
        raise NothingToImport
    with transaction.atomic():
        problems = errors_table(found, sheet, mapping)
        batch = new_batch(
            viewer,
            upload.call,
            BatchKind.IMPORT,
            at,
            filename=upload.filename,
            counts=counts,
            problems=problems if len(problems) > 1 else None,
        )
        _create(batch, [row for row in found.rows if row.status == "created"], at)
        _update(batch, [row for row in found.rows if row.status == "updated"])
        refresh_columns(upload.call)
        trail.record(viewer, "imported", batch, at, **counts)
        upload.delete()
    return batch


def apply_upload_later(
    *, viewer: Viewer, upload: Upload, seen: str, came_from: str, at: datetime
) -> Job:
    """Ask for the import of a long list; a worker does what :func:`apply_upload` does.

    Raises:
        NotAllowed: unless the viewer may import.
        CallDecided: once the cohort is seated.
        ListChanged: when somebody changed the list since.
    """
    require(viewer, Permission.NOMINATION_IMPORT, upload)
    if upload.call.state == CallState.DECIDED:
        raise CallDecided
    if seen != fingerprint(upload.call):
        raise ListChanged
    given = {"upload": str(upload.pk), "seen": seen}
    key = f"import:{upload.pk}"
    return ask(viewer=viewer, kind=IMPORT, key=key, given=given, came_from=came_from, at=at)


def discard_upload(*, viewer: Viewer, upload: Upload, at: datetime) -> None:
    """Forget an upload without importing anything.

    Raises:
        NotAllowed: unless the viewer may import.
    """
    require(viewer, Permission.NOMINATION_IMPORT, upload)
    with transaction.atomic():
        trail.record(viewer, "discarded", upload, at)
        upload.delete()


def sweep_uploads(*, at: datetime) -> int:
    """Delete uploads and error files that are older than seven days; return how many."""
    before = at - timedelta(days=KEPT_DAYS)
    gone = Upload.objects.filter(uploaded_at__lt=before).delete()[0]
    rows = Batch.objects.filter(done_at__lt=before, kind=BatchKind.IMPORT)
    return gone + forget_problems(rows.exclude(counts__has_key="problems_gone"))


def forget_problems(batches: QuerySet[Batch]) -> int:
    """Delete the rows to fix of these imports; return how many imports there were."""
    rows = list(batches.defer("problems"))
    for batch in rows:
        batch.counts, batch.problems = {**batch.counts, "problems_gone": True}, None
        batch.save(update_fields=["counts", "problems"])
    return len(rows)


# reading an upload


def sheet_of(upload: Upload, at: datetime) -> Sheet:
    """The rows of an upload. Raises UploadExpired after seven days."""
    if at > upload.uploaded_at + timedelta(days=KEPT_DAYS):
        raise UploadExpired
    return _sheet(upload.id, upload)


def fingerprint(call: Call) -> str:
    """What changes whenever somebody changes the list of a call."""
    found = call.nominations.aggregate(n=Count("id"), at=Max("changed_at"))
    return f"{found['n']} {found['at']}"


def planned(upload: Upload, at: datetime) -> tuple[ImportPlan, ColumnMapping, Settled]:
    """The dry run as it stands: plan, mapping, and the file in our own form."""
    sheet_of(upload, at)
    key = (upload.id, upload.version, fingerprint(upload.call), translation.get_language())
    return _planned(key, _Unhashed(upload))


def is_planned(upload: Upload) -> bool:
    """True when the dry run is at hand, so that showing it takes no time."""
    key = (upload.id, upload.version, fingerprint(upload.call), translation.get_language())
    return key == _LAST.get(upload.id)


def errors_table(found: ImportPlan, sheet: Sheet, mapping: ColumnMapping) -> list[list[str]]:
    """The rows to fix with their reasons, as an errors file."""
    return errors_file(found, sheet, mapping, say=note_text)


class _Unhashed:
    """An upload handed past a cache, which knows it by its key."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Unhashed)

    def __hash__(self) -> int:
        return 0


_LAST: dict[UUID, tuple[Any, ...]] = {}


def _sheet(upload_id: UUID, upload: Upload) -> Sheet:
    return _read(upload_id, _Unhashed(upload))


@lru_cache(maxsize=2)
def _read(upload_id: UUID, passed: _Unhashed) -> Sheet:
    return sheet_from_plain(passed.upload.sheet)


@lru_cache(maxsize=2)
def _planned(key: tuple[Any, ...], passed: _Unhashed) -> tuple[ImportPlan, ColumnMapping, Settled]:
    upload = passed.upload
    sheet = _sheet(upload.id, upload)
    mapping = mapping_of(sheet, upload.choices)
    settled = settle(sheet, mapping)
    decisions = {int(row): what for row, what in upload.decisions.items()}
    found = plan_of(settled, _existing(upload.call), upload.policy, decisions)
    _LAST.clear()
    _LAST[upload.id] = key
    return found, mapping, settled


def _existing(call: Call) -> list[Known]:
    rows = call.nominations.exclude(state=NominationState.MERGED)
    return [Known(str(row.id), known_values(row)) for row in rows.iterator()]


# writing


def _create(batch: Batch, rows: Sequence[PlannedRow], at: datetime) -> None:
    for start in range(0, len(rows), CHUNK):
        new = [_new(batch, row, at) for row in rows[start : start + CHUNK]]
        make_keys(one.pk for one in new)
        made = Nomination.objects.bulk_create(new)
        BatchChange.objects.bulk_create(
            [
                BatchChange(host=batch.host, batch=batch, nomination=one, created=True)
                for one in made
            ]
        )


def _new(batch: Batch, row: PlannedRow, at: datetime) -> Nomination:
    values = dict(row.values)
    values.pop(OWN_ID, None)
    notes = values.pop("notes", "")
    others = {
        key.removeprefix(COLUMN): values.pop(key) for key in list(values) if key.startswith(COLUMN)
    }
    values["languages"] = as_languages(values.get("languages", ""))  # type: ignore[assignment]
    name = values.pop("full_name")
    return Nomination(
        host=batch.host,
        call=batch.call,
        source=NominationSource.IMPORT,
        created_at=at,
        name=name,
        sort_name=sort_name(name)[:LONGEST],
        others=others,
        story={"notes": notes} if notes else {},
        **{STORED.get(key, key): value for key, value in values.items()},
    )


def _update(batch: Batch, rows: Sequence[PlannedRow]) -> None:
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        here = Nomination.objects.in_bulk([UUID(row.known_id) for row in part if row.known_id])
        changes = [_changed(batch, here[UUID(str(row.known_id))], row) for row in part]
        BatchChange.objects.bulk_create([one for one in changes if one is not None])


def _changed(batch: Batch, nomination: Nomination, row: PlannedRow) -> BatchChange | None:
    """Write what the file adds to one nomination, and note how it was."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for change in row.changes:
        _write(nomination, change.field, change.after, before, after)
    if not after:
        return None
    fields = {name for name in after if not name.startswith(COLUMN)}
    if len(fields) < len(after):
        fields.add("others")
    if "name" in fields:
        nomination.sort_name = sort_name(nomination.name)[:LONGEST]
        fields.add("sort_name")
    nomination.version += 1
    nomination.save(update_fields=[*fields, "version", "changed_at"])
    return BatchChange(
        host=batch.host, batch=batch, nomination=nomination, before=before, after=after
    )


def _write(
    nomination: Nomination, key: str, value: str, before: dict[str, Any], after: dict[str, Any]
) -> None:
    if key.startswith(COLUMN):
        heading = key.removeprefix(COLUMN)
        before[key], after[key] = nomination.others.get(heading, ""), value
        nomination.others = {**nomination.others, heading: value}
        return
    if key == "notes":
        told = {**nomination.story, "notes": value}
        before["story"], after["story"] = nomination.story, told
        nomination.story = told
        return
    name = STORED.get(key, key)
    new = as_languages(value) if name == "languages" else value
    before[name], after[name] = getattr(nomination, name), new
    setattr(nomination, name, new)
