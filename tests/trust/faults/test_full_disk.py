"""A server whose disk has no room says so, keeps nothing in part, and goes on later.

The system's limit of a file's size stands in for a full disk everywhere: it can be lifted while
the server runs, and SQLite meets it in the middle of a write. Where we may, the same is done on a
real disk of a few megabytes (docs/decisions/0133).
"""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from factories.hosts import make_host, make_viewer
from thousandfold.base.choices import RoleKind
from trust.faults import rooms_of_disks
from trust.faults.lives import Lives
from trust.faults.test_kill import in_part

pytestmark = pytest.mark.django_db(transaction=True)

#: Room for so many pages of the log more in each round: it ends at another write each time.
FRAME, ROUNDS, MOST = 4_120, 14, 40


def full_disk_findings(lives: Lives, *hole: str) -> list[str]:
    """What is wrong when there is no room, and once there is room again."""
    lives.serves(*hole)
    found, number, full = [], 0, 0
    for turn in range(ROUNDS):
        lives.disk.leaves(lives, FRAME * (1 + turn))
        for _ in range(MOST):
            number += 1
            form = {"name": f"d{number}", "once": f"key-{number}"}
            status, page = lives.asks("POST", lives.address, lives.desk, **form)
            if status != 302:
                break
        full += status != 302
        found += _said(lives, status, page)
        lives.disk.is_free(lives)
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


@pytest.fixture(params=["a limit", "a disk"])
def lives(request, transactional_db, tmp_path):
    """A host with somebody of its staff, on a disk whose room we hold."""
    host = make_host(is_demo=True)
    staff = make_viewer(host, RoleKind.STAFF)
    desk = Client()
    desk.force_login(staff.account)
    wanted = getattr(request, "param", "a limit")
    disk = rooms_of_disks.smallest() if wanted == "a disk" else rooms_of_disks.FileLimit()
    made = disk.lives(tmp_path / "data")
    made.disk = disk
    made.address = reverse("people:person-register", args=[host.slug])
    made.desk = f"sessionid={desk.cookies['sessionid'].value}"
    yield made
    made.ends()


def test_a_server_without_room_says_so_and_goes_on_later(lives):
    assert full_disk_findings(lives) == []


@pytest.mark.sabotage("test_a_server_without_room_says_so_and_goes_on_later")
def test_a_use_case_without_its_transaction_is_found_when_there_is_no_room(lives):
    found = full_disk_findings(lives, "bare")
    assert any("lines" in one for one in found), found
