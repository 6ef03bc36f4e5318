# SPDX-License-Identifier: Apache-2.0
"""Whom an entry of the file is about: somebody here, perhaps somebody here, or nobody yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from thousandfold_core.sheets.changes import may_join, settle
from thousandfold_core.sheets.entries import NEW, Entry, Keys
from thousandfold_core.sheets.identity import Link
from thousandfold_core.sheets.notes import Note, note
from thousandfold_core.sheets.outcomes import Known, Suspect
from thousandfold_core.sheets.register import Register


@dataclass
class Match:
    """Whom an entry is about, if anybody here; or whom it may be about; or why it cannot be.

    ``others``: people who share something but are surely somebody else, with the relation.
    """

    known: Known | None = None
    why: Note | None = None
    by: str = ""
    several: bool = False
    suspects: list[Suspect] = field(default_factory=list)
    others: list[tuple[str, Suspect]] = field(default_factory=list)

    def remember(self, how: Link, other: Suspect) -> None:
        """Take down somebody related."""
        if how.relation in ("same", "suspect"):
            self.suspects.append(other)
        else:
            self.others.append((how.relation, other))


Pair = tuple[Entry, Match]


class Matcher:
    """The people here, filed so that each entry finds those it may be about."""

    def __init__(self, existing: Sequence[Known], keys: Keys, labels: Mapping[str, str]) -> None:
        self.existing, self.keys, self.labels = existing, keys, labels
        self.known = {person.id: person for person in existing}
        self.register = Register()
        for person in existing:
            self.register.add(keys.identity(person.values))

    def pair(self, entries: Sequence[Entry]) -> list[Pair]:
        """Return entries with their match; those about one person here become one.

        Entries that fit one person here but not each other are all left to a human.
        """
        pairs = [(entry, self._match(entry)) for entry in entries]
        groups: dict[str, list[Pair]] = {}
        for entry, match in pairs:
            if match.known:
                groups.setdefault(match.known.id, []).append((entry, match))
        joined = {
            id(entry) for known, group in groups.items() for entry in self._settle(known, group)
        }
        return [pair for pair in pairs if id(pair[0]) not in joined]

    def _match(self, entry: Entry) -> Match:
        own = entry.values.get(self.keys.own_id or "", "")
        if entry.decision == NEW:
            return Match()
        if entry.decision in self.known:
            return Match(self.known[entry.decision], by="your choice")
        if own:
            why = None if own in self.known else note("unknown-id", value=own)
            return Match(self.known.get(own), why, by="number")
        return self._match_by_traits(entry)

    def _match_by_traits(self, entry: Entry) -> Match:
        same = self.register.same(entry.person)
        if len(same) == 1:
            place, how = same[0]
            return Match(self.existing[place], by=how.by)
        match = Match(several=bool(same))
        for place, how in same or self.register.links(entry.person):
            match.remember(how, self._suspect(self.existing[place]))
        return match

    def _settle(self, known_id: str, group: list[Pair]) -> list[Entry]:
        """Join a group into its first entry and return the others; or mark all as suspects."""
        known = self.known[known_id]
        first, *others = (entry for entry, _ in group)
        if may_join([first, *others], self.keys):
            for entry in others:
                settle(first, entry, known, self.keys, self.labels)
            return others
        for _, match in group:
            match.known = None
            match.suspects.append(self._suspect(known))
        return []

    def _suspect(self, known: Known) -> Suspect:
        return Suspect(called(known.values, self.keys), known_id=known.id)


def suspected(pairs: Sequence[Pair]) -> dict[str, list[int]]:
    """Return who is here and may be meant by rows that nobody has settled, with the rows."""
    rows: dict[str, list[int]] = {}
    for entry, match in pairs:
        for suspect in match.suspects:
            if suspect.known_id is not None:
                rows.setdefault(suspect.known_id, []).extend(entry.numbers)
    return rows


def called(values: Mapping[str, str], keys: Keys) -> str:
    """Return what to call a person: the name, else whatever else they are known by."""
    name = " ".join(values[key] for key in keys.name if values.get(key))
    contact = keys.first_of(values, "email") or keys.first_of(values, "phone")
    return name or contact or values.get(keys.reference or "", "")
