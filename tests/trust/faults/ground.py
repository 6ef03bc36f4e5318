"""What a life does for a test on a database that the test itself is not connected to.

``make`` lays the tables and a host with somebody of its staff; ``look`` looks the host's trail
over. Each says what it has to say in one line.
"""

from __future__ import annotations

import json
import os


def make(_name: str) -> None:
    """Tables, a host, staff, and a browser that is signed in; says ``made`` and where to send."""
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from factories.hosts import make_host, make_viewer
    from thousandfold.base.choices import RoleKind

    # As the models are now: how they came to be so has its own gate (tests/trust/recovery).
    settings.MIGRATION_MODULES = {one.label: None for one in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)
    host = make_host(is_demo=True)
    staff = make_viewer(host, RoleKind.STAFF)
    desk = Client()
    desk.force_login(staff.account)
    told = {
        "address": reverse("people:person-register", args=[host.slug]),
        "desk": f"sessionid={desk.cookies['sessionid'].value}",
    }
    say(f"made {json.dumps(told)}")


def look(_name: str) -> None:
    """Whether every line of the trail is linked to the one before; says ``whole`` or what is not."""
    from thousandfold.base import linking
    from thousandfold.base.models import Host, TrailEntry
    from thousandfold.base.scope import every_host

    with every_host("a test looks the trail over"):
        host = Host.objects.get()
        report = linking.look_over(host.pk, TrailEntry.objects.filter(host=host))
    found = [f"{one.fault} {one.number}" for one in report.findings]
    say(f"trail {json.dumps(found)}")


def say(word: str) -> None:
    """One line, at once."""
    os.write(1, f"{word}\n".encode())
