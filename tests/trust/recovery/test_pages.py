"""Pages say how well things are kept: the trail's end, the last verified backup."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from factories.hosts import AT, make_host, make_viewer
from thousandfold.base import linking, trail
from thousandfold.base.choices import RoleKind
from thousandfold.base.keeping import backups
from thousandfold.base.scope import inside


@pytest.fixture
def demo(db):
    """A host where an administrator needs no second factor."""
    return make_host("demo", is_demo=True)


def page(host, kind, path):
    """What somebody with a role reads."""
    client = Client()
    client.force_login(make_viewer(host, kind).account)
    return client.get(f"/h/{host.slug}/host/{path}/").content.decode()


def test_the_trails_page_shows_its_end_to_write_down(demo):
    with inside(demo):
        entry = trail.record(make_viewer(demo, RoleKind.STAFF), "changed", demo, AT)
    assert linking.written(1, entry.link) in page(demo, RoleKind.ADMINISTRATOR, "trail")


def verified(settings, tmp_path, days):
    """A trial restore so many days ago."""
    settings.DATA = tmp_path
    at = (timezone.now() - timedelta(days=days)).isoformat()
    backups.remember_verified(backups.Verified("it", at, at, 4.0, False))


@pytest.mark.parametrize(("days", "warned"), [(1, False), (6, False), (8, True)])
def test_a_verified_backup_older_than_a_week_is_warned_of(demo, settings, tmp_path, days, warned):
    verified(settings, tmp_path, days)
    text = page(demo, RoleKind.STAFF, "keeping")
    assert "was last brought back on" in text
    assert ("more than seven days ago" in text) is warned


def test_a_site_without_a_tried_backup_is_told_so(demo, settings, tmp_path):
    settings.DATA = tmp_path
    assert "A copy that nobody tried is a hope" in page(demo, RoleKind.STAFF, "keeping")


def test_a_backup_that_did_not_come_about_is_told(demo, settings, tmp_path):
    verified(settings, tmp_path, 1)
    backups.remember_trouble("The disk is 92 % full.")
    assert "did not come about" in page(demo, RoleKind.STAFF, "keeping")


def test_members_read_nothing_about_backups(demo, settings, tmp_path):
    settings.DATA = tmp_path
    assert "brought back" not in page(demo, RoleKind.MEMBER, "keeping")
