# SPDX-License-Identifier: Apache-2.0
"""What a file would change for a person already here. A blank never erases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from thousandfold_core.sheets.entries import Entry, Keys, join
from thousandfold_core.sheets.identity import link
from thousandfold_core.sheets.notes import Note, note
from thousandfold_core.sheets.outcomes import USE_FILE, Change, Known, PlannedRow
from thousandfold_core.sheets.values import same_value

UNUSUAL_SHARE = 0.3  # of the people matched, for whom one field would be replaced
UNUSUAL_FROM = 10  # people matched, below which no share is unusual


def changes_for(
    values: Mapping[str, str], known: Known, keys: Keys, conflict: str
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Return (changes to write, differences not followed), in the order of the file."""
    write, kept = [], []
    for key, after in values.items():
        before = known.values.get(key, "")
        if key == keys.own_id or not after or same_value(keys.kind(key), before, after):
            continue
        follow = not before or conflict == USE_FILE
        (write if follow else kept).append(Change(key, before, after))
    return tuple(write), tuple(kept)


def may_join(entries: Sequence[Entry], keys: Keys) -> bool:
    """Whether entries that fit one person here can be one person themselves.

    Two names that share the e-mail of somebody here without a name are a household; one
    name, one number, our own id or a human's word make them one.
    """
    first, *others = entries
    if len({entry.person.name for entry in entries} - {""}) <= 1:
        return True
    own = first.values.get(keys.own_id or "")
    return all(
        entry.decision
        or (own and own == entry.values.get(keys.own_id or ""))
        or link(first.person, entry.person).relation == "same"
        for entry in others
    )


def settle(
    first: Entry, second: Entry, known: Known, keys: Keys, labels: Mapping[str, str]
) -> None:
    """Join two entries found to be one person here. Where they disagree, what is here stays.

    Otherwise each planning of the same file would swap one value for the other.
    """
    for key in first.values.keys() & second.values.keys():
        here, kind = known.values.get(key, ""), keys.kind(key)
        if here and kind != "multi" and not same_value(kind, first.values[key], second.values[key]):
            first.values[key] = second.values[key] = here
            rows = tuple(first.numbers + second.numbers)
            first.warnings.append(
                note("rows-disagree", rows=rows, field=labels.get(key, key), kept=here)
            )
    join(first, second, keys, labels)


def unusual_changes(rows: Iterable[PlannedRow], labels: Mapping[str, str]) -> list[Note]:
    """Return a warning for each field that would be replaced for a large share of people."""
    matched = [row for row in rows if row.known_id is not None]
    if len(matched) < UNUSUAL_FROM:
        return []
    replaced = Counter(c.field for row in matched for c in row.changes if c.before)
    return [
        note("unusual-change", field=labels.get(key, key), count=count, of=len(matched))
        for key, count in replaced.items()
        if count > UNUSUAL_SHARE * len(matched)
    ]
