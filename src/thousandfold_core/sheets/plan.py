# SPDX-License-Identifier: Apache-2.0
"""What an import would do, before anything is done: every row with its fate and the reason.

The rules (peers conventions 1 to 6): nothing is written without a dry run, a blank never
erases, several rows of one person are read together, likeness is shown and never acted
on, and planning the same file again creates nobody twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from thousandfold_core.sheets.changes import changes_for, unusual_changes
from thousandfold_core.sheets.entries import NEW, ROW, SKIP, Entry, Keys, entry_of, gather
from thousandfold_core.sheets.mapping import Mapping as ColumnMapping
from thousandfold_core.sheets.matching import Match, Matcher, called, suspected
from thousandfold_core.sheets.notes import Note, note
from thousandfold_core.sheets.outcomes import (
    KEEP_EXISTING,
    USE_FILE,
    Change,
    ImportPlan,
    Known,
    PlannedRow,
    Policy,
    Status,
    Suspect,
)
from thousandfold_core.sheets.reading import Row, Sheet
from thousandfold_core.sheets.refusals import UnknownDecision, UnknownPolicy
from thousandfold_core.sheets.register import COMPARED, Register

STANDARD = Policy()


def plan(
    sheet: Sheet,
    mapping: ColumnMapping,
    existing: Sequence[Known] = (),
    policy: Policy = STANDARD,
    decisions: Mapping[int, str] | None = None,
) -> ImportPlan:
    """Return what importing the sheet would do; nothing is changed anywhere.

    ``sheet``: the rows as read. ``mapping``: what each of its columns is used for.
    ``existing``: the people here, each with an id and values by field. ``policy``: which
    fields tell people apart, and whose word counts where file and people differ.
    ``decisions``: row number (as the spreadsheet counts) to ``"new"``, ``"skip"``,
    ``"row:<earlier row>"`` or the id of a person here, for rows a human has looked at.

    The plan accounts for every row of the sheet exactly once, in the order of rows, and
    names at most one row for each person. Planning the outcome again creates nobody.

    Raises:
        UnknownPolicy: the policy's ``conflict`` is none of those there are.
        UnknownDecision: a decision names neither a person here nor an earlier row.

    Time and memory are about linear in rows plus people: each is compared with at most
    COMPARED others found by shared keys. Source: peers, conventions 1 to 6 (see above).
    """
    if policy.conflict not in (KEEP_EXISTING, USE_FILE):
        raise UnknownPolicy(policy=policy.conflict)
    return _Planner(sheet, mapping, existing, policy).plan(decisions or {})


class _Planner:
    """One planning: who is here, who is in the file so far."""

    def __init__(
        self, sheet: Sheet, mapping: ColumnMapping, existing: Sequence[Known], policy: Policy
    ) -> None:
        self.sheet, self.mapping, self.policy = sheet, mapping, policy
        self.labels = {item.key: item.label for item in mapping.fields}
        self.keys = Keys(
            policy.own_id_field,
            policy.reference_field,
            policy.name_fields,
            policy.second_fields,
            {item.key: item.kind for item in mapping.fields},
        )
        self.here = Matcher(existing, self.keys, self.labels)
        self.in_file = Register()

    def plan(self, decisions: Mapping[int, str]) -> ImportPlan:
        """Return the plan: rows begin one by one, are read together, then meet who is here.

        Raises UnknownDecision as :func:`plan` does.
        """
        fates = [self._start(row, decisions.get(row.number, "")) for row in self.sheet.rows]
        skipped = [fate for fate in fates if isinstance(fate, PlannedRow)]
        entries = [fate for fate in fates if isinstance(fate, Entry)]
        pairs = self.here.pair(gather(entries, self.keys, self.labels))
        self.suspected = suspected(pairs)
        self.entries = [entry for entry, _ in pairs]
        planned = [self._outcome(entry, match) for entry, match in pairs]
        rows = tuple(sorted(skipped + planned, key=lambda row: row.numbers[0]))
        return ImportPlan(rows, self._notes(rows))

    def _start(self, row: Row, decision: str) -> Entry | PlannedRow:
        if decision == SKIP:
            return PlannedRow((row.number,), "skipped", note("chosen-skip"), {})
        if row.extra:
            return PlannedRow((row.number,), "skipped", note("too-many-cells"), {})
        known = decision in ("", NEW) or decision.startswith(ROW) or decision in self.here.known
        if not known:
            raise UnknownDecision(row=row.number, decision=decision)
        return entry_of(row, self.sheet, self.mapping, self.keys, decision)

    def _outcome(self, entry: Entry, match: Match) -> PlannedRow:
        if match.known is None and entry.decision != NEW:
            for place, how in self.in_file.links(entry.person):
                match.remember(how, self._row(place))
        self.in_file.add(entry.person)
        if match.known:
            return self._matched(entry, match, match.known)
        why = match.why or self._cannot(entry, bool(match.suspects))
        if why:
            return self._planned(entry, "skipped", why)
        if match.suspects:
            return self._suspected(entry, match)
        why = note("chosen-new" if entry.decision == NEW else "new-person")
        return self._planned(entry, "created", why, warnings=self._remarks(match))

    def _matched(self, entry: Entry, match: Match, known: Known) -> PlannedRow:
        write, kept = changes_for(entry.values, known, self.keys, self.policy.conflict)
        write, held, warnings = self._held(write, known)
        kept += held
        code = "changes-found" if write else "kept-existing" if kept else "nothing-new"
        why = note(code, by=match.by, count=len(write))
        if entry.decision and not write:
            why = note("chosen-same")
        status = "updated" if write else "same"
        return self._planned(
            entry, status, why, warnings, changes=write, kept=kept, known_id=known.id
        )

    def _held(
        self, write: tuple[Change, ...], known: Known
    ) -> tuple[tuple[Change, ...], tuple[Change, ...], tuple[Note, ...]]:
        """Hold back what tells a person apart while other rows may be about them.

        Otherwise those rows would no longer resemble anybody at the next planning, and be
        created. Returns (changes still written, changes held back, remark).
        """
        rows = self.suspected.get(known.id)
        held = tuple(c for c in write if rows and self.keys.tells_apart(c.field))
        if not held:
            return write, (), ()
        fields = tuple(self.labels.get(change.field, change.field) for change in held)
        remark = note("held-back", fields=fields, rows=tuple(rows or ()))
        return tuple(c for c in write if c not in held), held, (remark,)

    def _suspected(self, entry: Entry, match: Match) -> PlannedRow:
        code = "several-match" if match.several else "looks-like"
        why = note(code, others=tuple(match.suspects))
        return self._planned(entry, "duplicate_suspect", why, suspects=tuple(match.suspects))

    def _cannot(self, entry: Entry, suspected: bool) -> Note | None:
        """Return why nobody can be created from this entry, or None."""
        if not entry.person.known:
            return note("nobody-named")
        for item in self.mapping.fields:
            if item.required and not entry.values.get(item.key) and not suspected:
                return note("required-missing", field=item.label)
        return None

    def _remarks(self, match: Match) -> tuple[Note, ...]:
        codes = {"shares-contact": "same-contact", "namesake": "same-name"}
        return tuple(
            note(code, others=tuple(other for how, other in match.others if how == relation))
            for relation, code in codes.items()
            if any(how == relation for how, _ in match.others)
        )

    def _planned(
        self, entry: Entry, status: Status, why: Note, warnings: tuple[Note, ...] = (), **more: Any
    ) -> PlannedRow:
        told = (*entry.warnings, *warnings)
        return PlannedRow(
            tuple(entry.numbers), status, why, dict(entry.values), warnings=told, **more
        )

    def _row(self, place: int) -> Suspect:
        entry = self.entries[place]
        return Suspect(called(entry.values, self.keys), row=entry.numbers[0])

    def _notes(self, rows: tuple[PlannedRow, ...]) -> tuple[Note, ...]:
        crowded = self.here.register.crowded or self.in_file.crowded
        alike = [note("many-alike", limit=COMPARED)] if crowded else []
        return (*unusual_changes(rows, self.labels), *alike)
