"""The doctor lets nothing weak pass for production: each check sees its own weakness, and only that."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from typer.testing import CliRunner

from factories.hosts import make_host, make_viewer
from thousandfold.base.choices import RoleKind
from thousandfold.cli import doctor
from thousandfold.cli.advisories import Snapshot
from thousandfold.cli.main import app
from thousandfold.cli.production import facts as looking
from thousandfold.cli.production.checks import CHECKS, problems
from thousandfold.cli.production.facts import Facts

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
#: A site as it should be.
GOOD = Facts(
    now=NOW,
    debug=False,
    address="https://example.org",
    hosts=("example.org",),
    weak_database=(),
    open_files={},
    newest_backup=NOW - timedelta(hours=5),
    verified_at=NOW - timedelta(days=3),
    backup_trouble="",
    mail=True,
    without_factor=0,
    disk_encrypted=True,
    clock_in_step=True,
    free_mb=40_000,
    advisories=Snapshot(NOW.date(), {"django": "5.2"}),
)
#: For each check, ways of being too weak.
WEAK: dict[str, list[dict[str, Any]]] = {
    "debug": [{"debug": True}],
    "address": [{"address": ""}, {"address": "http://example.org"}],
    "hosts": [{"hosts": ("*",)}, {"hosts": ()}],
    "database": [{"weak_database": ("fsync=off",)}],
    "files": [{"open_files": {"fields.key": "644"}}],
    "backup": [{"newest_backup": None}, {"newest_backup": NOW - timedelta(days=2)}],
    "restore": [{"verified_at": None}, {"verified_at": NOW - timedelta(days=8)}],
    "backup trouble": [{"backup_trouble": "disk is full"}],
    "mail": [{"mail": False}],
    "second factor": [{"without_factor": 1}],
    "disk": [{"disk_encrypted": None}, {"disk_encrypted": False}],
    "clock": [{"clock_in_step": None}, {"clock_in_step": False}],
    "space": [{"free_mb": 1_999}],
    "advisories": [
        {"advisories": Snapshot(None)},
        {"advisories": Snapshot(NOW.date() - timedelta(days=31), {"django": "5.2"})},
        {"advisories": Snapshot(NOW.date(), {"django": "5.2"}, {"django": ("X-1",)})},
    ],
    "library": [{"library_warnings": ("SECRET_KEY is short (security.W009)",)}],
}


def names(facts: Facts) -> list[str]:
    """Names of the checks that found something."""
    return [check.name for check, _sentence in problems(facts)]


def test_a_site_as_it_should_be_passes() -> None:
    assert names(GOOD) == []


@pytest.mark.sabotage("test_a_site_as_it_should_be_passes")
@pytest.mark.parametrize(
    ("name", "weaker"), [(name, one) for name, ways in WEAK.items() for one in ways]
)
def test_what_is_too_weak_is_named_alone(name: str, weaker: dict[str, Any]) -> None:
    assert names(replace(GOOD, **weaker)) == [name]


def test_every_check_is_seen_to_find_something() -> None:
    assert [check.name for check in CHECKS] == list(WEAK)


def test_every_check_says_what_to_do() -> None:
    assert all(check.what_to_do.endswith((".", "…")) for check in CHECKS)


# What is seen of a real site


def test_a_key_that_others_may_read_is_seen(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    key = tmp_path / "keys" / "fields.key"
    key.parent.mkdir()
    key.touch(0o600)
    assert looking.open_files(tmp_path) == {}
    key.chmod(0o640)
    assert looking.open_files(tmp_path) == {str(key): "640"}


def test_a_data_folder_that_everybody_may_read_is_seen(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert looking.open_files(tmp_path) == {str(tmp_path): "755"}


def test_settings_that_others_may_read_are_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o700)
    file = tmp_path / "thousandfold.env"
    file.touch(0o644)
    monkeypatch.setenv("THOUSANDFOLD_SETTINGS", str(file))
    assert looking.open_files(tmp_path) == {str(file): "644"}


@pytest.mark.both
@pytest.mark.django_db
def test_a_sound_database_is_not_weak() -> None:
    assert looking.weak_database() == ()


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
@pytest.mark.sabotage("test_a_sound_database_is_not_weak")
def test_a_weaker_database_is_seen() -> None:
    word = "synchronous" if connection.vendor == "sqlite" else "synchronous_commit"
    with connection.cursor() as cursor:
        weaker = "PRAGMA synchronous=NORMAL" if word == "synchronous" else f"SET {word}=off"
        cursor.execute(weaker)
    try:
        assert len(looking.weak_database()) == 1
    finally:
        connection.close()


def test_the_newest_backup_counts_and_copies_of_keys_do_not(tmp_path: Path) -> None:
    for name in ("daily-20261120-010000.backup", "daily-20261121-010000.backup"):
        (tmp_path / name).touch()
    (tmp_path / "keys-20261122-010000.age").touch()
    assert looking.newest_backup(tmp_path) == datetime(2026, 11, 21, 1, tzinfo=UTC)
    assert looking.newest_backup(tmp_path / "nowhere") is None


@pytest.mark.django_db
def test_administrators_of_real_hosts_without_a_factor_are_counted() -> None:
    make_viewer(make_host("real"), RoleKind.ADMINISTRATOR)
    make_viewer(make_host("shown", is_demo=True), RoleKind.ADMINISTRATOR)
    make_viewer(make_host("more"), RoleKind.STAFF)
    assert looking.administrators_without_factor() == 1


def test_a_disk_that_linux_encrypts_is_seen_through_what_lies_on_it(tmp_path: Path) -> None:
    number = os.stat(tmp_path).st_dev
    device = tmp_path / f"{os.major(number)}:{os.minor(number)}"
    (device / "slaves" / "dm-0" / "dm").mkdir(parents=True)
    uuid = device / "slaves" / "dm-0" / "dm" / "uuid"
    uuid.write_text("LVM-abc")
    assert looking.disk_encrypted(tmp_path, tmp_path) is None
    uuid.write_text("CRYPT-LUKS2-abc")
    assert looking.disk_encrypted(tmp_path, tmp_path) is True


@pytest.mark.django_db
def test_a_laptop_is_no_production(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """All of it together, on the tests' own site, which has neither address nor mail nor backup."""
    monkeypatch.setattr(settings, "DATA", tmp_path)  # other tests keep backups in theirs
    monkeypatch.setattr(doctor, "look_around", lambda: iter(()))
    done = CliRunner().invoke(app, ["doctor", "--production", "--no-check-database"])
    assert done.exit_code == 2
    assert "THOUSANDFOLD_ADDRESS=https://" in done.output and "verify-backup" in done.output


@pytest.mark.django_db
def test_what_somebody_vouches_for_is_not_asked_again() -> None:
    settings.DATA.mkdir(parents=True, exist_ok=True)
    seen = looking.gather(NOW, frozenset({"disk", "clock"}))
    assert (seen.disk_encrypted, seen.clock_in_step) == (True, True)
