"""What a life does for a test on a database that the test itself is not connected to.

``make`` lays the tables and a host with somebody of its staff; ``look`` looks the host's trail
over; ``hunger`` does longer work that needs more memory than there is. Each says what it has to
say, line by line.
"""

from __future__ import annotations

import json
import os
import resource
from pathlib import Path
from typing import Any

#: Bytes beyond those it has that are enough for a job, and not for a greedy one.
ENOUGH = 512 * 1024 * 1024


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


def hunger(_name: str, hole: str = "") -> None:
    """Work that runs out of memory amid its writing, then the same with memory for it.

    Says each time how it ended, what is said of it, and how many effects there are. ``bare``
    takes the transaction off, ``endless`` the limit.
    """
    from contextlib import nullcontext
    from types import SimpleNamespace

    from stand_ins import greedy
    from thousandfold.base.running import works
    from thousandfold.base.usecases import working

    def write(viewer: Any, job: Any, prepared: None) -> str:
        _effect(job.host)
        return "/made/" if greedy.take() else ""

    works.add_work(works.Work("tests.hungry", "Hungry", ("Writing",), _nothing, write))
    if hole == "bare":
        working.transaction = SimpleNamespace(atomic=nullcontext)
    for more in (ENOUGH, resource.RLIM_INFINITY):
        limited = more > 0 and hole != "endless"
        resource.setrlimit(resource.RLIMIT_AS, (_taken() + more if limited else -1, -1))
        say(_worked())


def _worked() -> str:
    """Ask for the work, do it, and tell what came of it."""
    from django.utils import timezone

    from thousandfold.base.doorway.viewer import viewer_at
    from thousandfold.base.models import Host, Job, Message, Role
    from thousandfold.base.scope import every_host, inside
    from thousandfold.base.usecases import jobs, working

    with every_host("the worker of a test finds its host"):
        host, role = Host.objects.get(), Role.objects.select_related("account").first()
    with inside(host):
        asked = {"kind": "tests.hungry", "key": "one", "given": {}, "came_from": "/"}
        job = jobs.ask(viewer=viewer_at(role.account, host), at=timezone.now(), **asked)
    working.do(job.pk)
    with inside(host):
        done = Job.objects.get(pk=job.pk)
        return json.dumps([done.state, done.problem, Message.objects.count()])


def _effect(host: Any) -> None:
    from django.utils import timezone

    from thousandfold.base.models import Message

    Message.objects.create(host=host, to="a@example.org", subject="M", drafted_at=timezone.now())


def _nothing(viewer: Any, job: Any, tell: Any) -> None:
    """Nothing is prepared."""


def _taken() -> int:
    """Bytes of memory that this process has asked for so far."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def say(word: str) -> None:
    """One line, at once."""
    os.write(1, f"{word}\n".encode())
