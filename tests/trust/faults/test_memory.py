"""Memory runs out while a list is read or longer work is done: it is said, and nothing is in part.

What takes four gigabytes never touches them: the limit counts what is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from factories.calls import make_call
from factories.hosts import make_host, make_viewer
from thousandfold.base.choices import RoleKind
from thousandfold.base.files.confined import Limits, confined
from thousandfold.base.scope import inside
from thousandfold.recruitment import reading_apart
from thousandfold.recruitment.models import Nomination, Upload
from trust.faults.lives import TESTS, Lives

LIST = b"Name,Email\nOlga Reyes,olga@d.example\n"
ENDLESS = -1


@pytest.fixture
def greedy(db: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A call, and its staff's browser; whatever is chosen takes four gigabytes to read."""
    monkeypatch.setenv("PYTHONPATH", str(TESTS))
    monkeypatch.setattr(reading_apart, "WORK", "stand_ins.greedy:read")
    host = make_host()
    desk = Client()
    desk.force_login(make_viewer(host, RoleKind.STAFF).account)
    with inside(host):
        call = make_call(host)
    return host, desk, reverse("recruitment:imports", args=[host.slug, call.pk])


def reading_findings(host: Any, desk: Client, address: str) -> list[str]:
    """What is wrong when a list is chosen whose reading takes four gigabytes."""
    reply = desk.post(address, {"file": SimpleUploadedFile("list.csv", LIST)}, secure=True)
    wrong = [] if reply.status_code == 422 else [f"answered {reply.status_code}"]
    if "would unpack to far more than a list needs" not in reply.content.decode():
        wrong.append("it is not said why, nor what to do")
    with inside(host):
        kept = Upload.objects.count(), Nomination.objects.count()
    return wrong + ([f"kept: {kept}"] if kept != (0, 0) else [])


def test_a_reader_that_takes_four_gigabytes_is_ended_and_it_is_said(greedy):
    assert reading_findings(*greedy) == []


@pytest.mark.sabotage("test_a_reader_that_takes_four_gigabytes_is_ended_and_it_is_said")
def test_a_reader_that_may_take_everything_is_found(greedy, monkeypatch):
    def unlimited(work: str, given: bytes, limits: Limits) -> bytes:
        return confined(work, given, Limits(memory=ENDLESS))

    monkeypatch.setattr(reading_apart, "confined", unlimited)
    assert "answered 302" in reading_findings(*greedy)


@pytest.fixture
def lives(transactional_db: None, tmp_path: Path) -> Iterator[Lives]:
    """A host with its staff, for a worker of its own."""
    make_viewer(make_host(is_demo=True), RoleKind.STAFF)
    made = Lives(tmp_path / "data")
    yield made
    made.ends()


def worker_findings(lives: Lives, *hole: str) -> list[str]:
    """What is wrong after a worker ran out of memory amid its writing, and after the next try."""
    lives.begins("hunger", "-", *hole)
    first, second = (json.loads(lives.told()) for _ in range(2))
    wrong = []
    if first != ["failed", "Something broke on our side. Nothing was changed.", 0]:
        wrong.append(f"without memory: {first}")
    if second != ["done", "", 1]:
        wrong.append(f"asked for again, with memory: {second}")
    return wrong


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_a_worker_without_memory_says_so_and_changes_nothing(lives):
    assert worker_findings(lives) == []


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
@pytest.mark.sabotage("test_a_worker_without_memory_says_so_and_changes_nothing")
@pytest.mark.parametrize("hole", ["bare", "endless"])
def test_a_worker_that_writes_in_part_or_takes_everything_is_found(lives, hole):
    assert worker_findings(lives, hole)
