"""A server whose files cannot grow any more says so, keeps nothing in part, and goes on later.

The system's limit of a file's size stands in for a disk without room: it needs no rights, can be
lifted while the server runs, and SQLite meets it in the middle of a write like the real thing.
"""

from __future__ import annotations

import resource

import pytest

from trust.faults.lives import Lives
from trust.faults.test_kill import in_part, lives

__all__ = ["lives"]
pytestmark = pytest.mark.django_db(transaction=True)

#: Room for so many pages of the log more in each round: it ends at another write each time.
FRAME, ROUNDS, MOST = 4_120, 14, 40
ANY = resource.RLIM_INFINITY


def full_disk_findings(lives: Lives, *hole: str) -> list[str]:
    """What is wrong when there is no room, and once there is room again."""
    lives.serves(*hole)
    found, number, full = [], 0, 0
    for turn in range(ROUNDS):
        _room(lives, FRAME * (1 + turn))
        for _ in range(MOST):
            number += 1
            form = {"name": f"d{number}", "once": f"key-{number}"}
            status, page = lives.asks("POST", lives.address, lives.desk, **form)
            if status != 302:
                break
        full += status != 302
        found += _said(lives, status, page)
        _room(lives, None)
        status, page = lives.asks("POST", lives.address, lives.desk, **form)
        if status != 302:
            found.append(f"not taken when there was room again: {status}")
    if full < ROUNDS // 2:
        found.append(f"room ended in {full} rounds only: little is said about a full disk")
    return [*found, *in_part(lives), *lives.unsound()]


def _said(lives: Lives, status: int, page: str) -> list[str]:
    wrong = [] if status in (302, 507) else [f"answered {status}"]
    if status == 507 and "Nothing of what you just sent was saved" not in page:
        wrong.append("it is not said that nothing was saved")
    looked, _page = lives.asks("GET", lives.address, lives.desk)
    return [*wrong, *([] if looked in (200, 507) else [f"looking was answered {looked}"])]


def _room(lives: Lives, more: int | None) -> None:
    """Let the log of changes grow so much more; with None, as much as it will."""
    log = lives.folder / "thousandfold.sqlite3-wal"
    now = log.stat().st_size if log.exists() else 0
    limit = ANY if more is None else now + more
    resource.prlimit(lives.child, resource.RLIMIT_FSIZE, (limit, ANY))


def test_a_server_without_room_says_so_and_goes_on_later(lives):
    assert full_disk_findings(lives) == []


@pytest.mark.sabotage("test_a_server_without_room_says_so_and_goes_on_later")
def test_a_use_case_without_its_transaction_is_found_when_there_is_no_room(lives):
    assert any("lines" in one for one in full_disk_findings(lives, "bare"))
