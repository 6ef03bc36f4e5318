# ruff: noqa: E402 -- Django is set up first
"""What the tests do to a site that runs, from outside: a room, and a long import.

``python -m trust.operations.outside COMMAND`` with the tests' folder on the path.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thousandfold.settings.site")
import django

django.setup()

from django.utils import timezone

from factories.calls import make_call
from factories.hosts import make_host, make_viewer
from factories.rooms import Round
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Host, Job
from thousandfold.base.scope import inside
from thousandfold.exercises.live import token_of_room
from thousandfold.recruitment.models import Nomination
from thousandfold.recruitment.usecases import imports

ROWS = 2_000


def make() -> None:
    """A host with a room and a long list that waits to be imported; the room's live token."""
    host = make_host()
    with inside(host):
        table = Round(host, people=0)
        staff = make_viewer(host, RoleKind.STAFF)
        call = make_call(host)
        rows = "".join(f"Person {n} Number,person{n}@example.org\n" for n in range(ROWS))
        data = f"full name,email\n{rows}".encode()
        now = timezone.now()
        upload = imports.upload_sheet(
            viewer=staff, call=call, data=data, filename="long.csv", at=now
        )
        imports.apply_upload_later(
            viewer=staff,
            upload=upload,
            seen=imports.fingerprint(call),
            came_from="/",
            at=now,
        )
    print(token_of_room(table.room))


def imported() -> None:
    """Where the import stands, and how many people it made."""
    with inside(Host.objects.get()):
        print(Job.objects.get().state, Nomination.objects.count(), Job.objects.get().problem)


if __name__ == "__main__":
    {"make": make, "imported": imported}[sys.argv[1]]()
