"""The snapshot of known faults is whole or says that it is not; its age is shown, never hidden.

No test here turns red because days pass: that is for a release and for the doctor to say.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from thousandfold.cli.advisories import (
    FILE,
    MOST_DAYS,
    Snapshot,
    from_audit,
    from_json,
    said,
    to_json,
    wrong,
)
from trust.supply.locks import locked, text_of

DAY = date(2026, 11, 1)
LOCKED = {"django": "5.2.19", "numpy": "2.4.6"}
WHOLE = Snapshot(DAY, LOCKED)
REPORT = {
    "dependencies": [
        {"name": "django", "version": "5.2.19", "vulns": [{"id": "PYSEC-1"}]},
        {"name": "numpy", "skip_reason": "could not be audited"},
    ]
}


def test_the_kept_snapshot_is_one() -> None:
    kept = FILE.read_text(encoding="utf-8")
    assert to_json(from_json(kept)) == kept


def test_what_the_kept_snapshot_names_is_locked() -> None:
    known = {one.name for one in locked(text_of("run.lock"))}
    assert set(from_json(FILE.read_text(encoding="utf-8")).audited) <= known


def test_a_whole_young_snapshot_without_faults_is_fine() -> None:
    assert wrong(WHOLE, LOCKED, DAY + timedelta(days=MOST_DAYS)) == []


@pytest.mark.sabotage("test_a_whole_young_snapshot_without_faults_is_fine")
@pytest.mark.parametrize(
    "snapshot",
    [
        Snapshot(None),
        Snapshot(DAY, {"django": "5.2.19"}),
        Snapshot(DAY, {**LOCKED, "numpy": "2.0"}),
        Snapshot(DAY, LOCKED, {"django": ("PYSEC-1",)}),
        Snapshot(DAY - timedelta(days=MOST_DAYS + 1), LOCKED),
    ],
    ids=["never", "one-left-out", "another-version", "fault", "too-old"],
)
def test_anything_less_is_noticed(snapshot: Snapshot) -> None:
    assert wrong(snapshot, LOCKED, DAY)


def test_what_pip_audit_skips_was_not_looked_up() -> None:
    made = from_audit(REPORT, DAY)
    assert made == Snapshot(DAY, {"django": "5.2.19"}, {"django": ("PYSEC-1",)})
    assert wrong(made, LOCKED, DAY)[-1] == "1 packages were not looked up: numpy"


def test_an_audit_that_looked_nothing_up_has_no_day() -> None:
    assert from_audit({"dependencies": REPORT["dependencies"][1:]}, DAY).day is None


def test_the_age_is_said() -> None:
    assert "12 days ago" in said(WHOLE, DAY + timedelta(days=12))
    assert "never checked" in said(Snapshot(None), DAY)
